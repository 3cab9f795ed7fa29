#!/bin/sh
# What the flags of configure ask for is in the program: an address that nobody knows (PIE), tables
# that nobody writes (RELRO, NOW), canaries, checked copies (FORTIFY), and branches that land where
# they may (CET).
failed=0
fail() { echo "$*"; failed=1; }

command -v readelf >/dev/null || { echo "no readelf here"; exit 77; }
case $HARDEN in *-z,now*) ;; *) echo "not built to be hardened"; exit 77 ;; esac

# has FLAG READELF-OPTION PATTERN
has()
{
  case $HARDEN in
  *"$1"*) readelf -W "$2" abreast 2>/dev/null | grep -qE "$3" || fail "$1 is not in the program (configured anew? make clean)" ;;
  *) echo "without $1" ;;
  esac
}

has -pie -h 'Type: +DYN'
has -z,relro -l 'GNU_RELRO'
has -z,now -d 'BIND_NOW|Flags: .*NOW'
has -fstack-protector-strong -s '__stack_chk_fail'
has -D_FORTIFY_SOURCE -s '__(snprintf|fprintf|vsnprintf|memcpy)_chk'
# Of our own parts; whether the whole is marked hangs on the C library, too.
case $HARDEN in
*-fcf-protection*)
  for part in src/*/*.o; do
    readelf -W -n "$part" | grep -q 'IBT, SHSTK' || fail "-fcf-protection is not in $part (make clean?)"
  done ;;
*) echo "without -fcf-protection" ;;
esac
readelf -W -l abreast | grep -qE 'GNU_STACK .* RW +0x' || fail "the stack can be run"
readelf -W -l abreast | grep -qE 'LOAD .* RWE ' && fail "a part can be written and run"
exit $failed
