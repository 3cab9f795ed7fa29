#!/usr/bin/env python3
"""Is the page of --dump=html what it says it is?  tests/report.py PROGRAM

A page of hostile texts and one of the samples are parsed as XML, which forgives nothing, and looked
at: ids, ways between passages, landmarks, labels, no script, nothing from elsewhere, every pair of
colours of the style sheet as WCAG 2.1 asks. Where html5lib is there, it parses both as HTML 5.
Where Chromium is, both are laid out at two widths.
"""
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as tree

XHTML = '{http://www.w3.org/1999/xhtml}'
SVG = '{http://www.w3.org/2000/svg}'
KNOWN = set('''html head meta title style body a input label header h1 nav ul li main section h2 div table
thead tbody tr th td caption p span strong q b mark ins time article h3 details summary figure figcaption
footer'''.split())
DRAWN = set('svg line a title text path circle rect'.split())

EVIL = ['<script>alert(1)</script>', '"><img src=x onerror=alert(1)>', "' onmouseover='alert(1)",
        '</style></title><script>alert(2)</script>', '<!-- ]]> --><![CDATA[', '&lt;b&gt; &amp;amp; &#60;',
        'javascript:alert(1)', '\x00\x01\x1b]0;title\x07\x7f\x85', '\u202egnorw\u2066', '\ufffe\uffff\ufdd0',
        'a\u0301\u0327 \U0001f469\u200d\U0001f680 \u05d0\u05d1']


def fail(*words):
    print(*words)
    fail.count += 1


fail.count = 0


def hostile(folder):
    """Two articles of much the same words, so that passages are linked, with evil in every field."""
    path = os.path.join(folder, 'hostile.jsonl')
    with open(path, 'w', encoding='utf-8') as out:
        for number, count in enumerate(('three', 'four', 'three')):
            text = '\n\n'.join(
                ['The harbour of Ostholm %s was closed on Saturday after %s ships had run aground in the fog.'
                 % (EVIL[i], count) for i in range(len(EVIL))]
                + ['"Nobody %s leaves the quay until the pilots are back," said Ida <b>Holm</b> on 5 May 2031.'
                   % evil for evil in EVIL])
            out.write(json.dumps({'name': EVIL[1] + str(number), 'title': EVIL[3], 'published': '2031-05-06',
                                  'source': EVIL[0] + EVIL[7], 'url': EVIL[6], 'text': text}) + '\n')
    return path


def page(program, *args):
    run = subprocess.run([program, '--no-config', '--no-state', '--dump=html', *args], capture_output=True)
    if run.returncode or run.stderr:
        fail(args, 'status', run.returncode, run.stderr.decode())
    return run.stdout.decode()


def plain(program, source):
    run = subprocess.run([program, '--no-config', '--no-state', '--dump=jsonl', source], capture_output=True)
    return re.sub(r'\s', ' ', ' '.join(json.loads(line)['text'] for line in run.stdout.splitlines()))


def parsed(name, text):
    try:
        return tree.fromstring(text)
    except tree.ParseError as error:
        fail(name, 'is not well-formed:', error, text.split('\n')[error.position[0] - 1][:200])
        return None


def check_elements(name, root):
    for element in root.iter():
        space, tag = element.tag[1:].split('}')
        if tag not in (KNOWN if '{%s}' % space == XHTML else DRAWN):
            fail(name, 'has an element', element.tag)
        for key, value in element.attrib.items():
            if key.startswith('on') or key in ('src', 'style', 'srcset', 'action'):
                fail(name, 'has an attribute', key, '=', value)
            if key == 'href' and not value.startswith('#'):
                fail(name, 'leads elsewhere:', value)


def check_ways(name, root, linked):
    ids = [element.get('id') for element in root.iter() if element.get('id')]
    if len(ids) != len(set(ids)):
        fail(name, 'has an id twice:', [i for i in ids if ids.count(i) > 1][:5])
    ways = [element.get('href')[1:] for element in root.iter() if element.get('href')]
    for way in ways + [e.get('aria-labelledby') for e in root.iter() if e.get('aria-labelledby')]:
        if way not in ids:
            fail(name, 'leads nowhere:', way)
    partners = [e for e in root.iter(XHTML + 'a') if e.get('class') == 'to']
    if linked and len(partners) < 4:
        fail(name, 'links next to nothing:', len(partners))
    for span in root.iter(XHTML + 'span'):
        for to in span.findall(XHTML + 'a'):
            back = root.find(".//*[@id='%s']" % to.get('href')[1:])
            if back is None or span.get('id').split('-')[0] == to.get('href')[1:].split('-')[0]:
                fail(name, 'a passage of its own article:', span.get('id'), to.get('href'))


def check_landmarks(name, root):
    body = root.find(XHTML + 'body')
    for mark in ('header', 'header/' + XHTML + 'nav', 'main', 'footer'):
        if len(body.findall(XHTML + mark)) != 1:
            fail(name, 'wants one', mark)
    if [e.tag for e in root.iter() if re.fullmatch(r'.*h1', e.tag)] != [XHTML + 'h1']:
        fail(name, 'wants one h1')
    labels = {label.get('for') for label in root.iter(XHTML + 'label')}
    for box in root.iter(XHTML + 'input'):
        if box.get('id') not in labels:
            fail(name, 'a box without a label:', box.get('id'))
    if body[0].get('href') != '#articles' or root.get('lang') != 'en':
        fail(name, 'no way past the head, or no language')
    if "default-src 'none'" not in root.find(XHTML + 'head')[1].get('content', ''):
        fail(name, 'has no policy')


def check_sayings(root, text):
    """What may disagree is quoted with the words around it, 80 bytes each way, and no word is cut."""
    sayings = root.findall('.//%std[@class="wording"]/%sq' % (XHTML, XHTML))
    if len(sayings) < 4 or not any('… ' in (saying.text or '') for saying in sayings):
        fail('too little is quoted:', len(sayings))
    for saying in sayings:
        said = ''.join(saying.itertext())
        words = re.escape(re.sub('^… | …$', '', said))
        if not re.search(('(?<= )' if said[0] == '…' else '') + words + ('(?= )' if said[-1] == '…' else ''), text):
            fail('nobody says:', said)
        for around in (saying.text or '', saying[0].tail or ''):
            if len(around.strip('… ').encode()) > 80:
                fail('more than 80 bytes around:', around)


# ---- colours ----

def luminance(colour):
    parts = [int(colour[i:i + 2], 16) / 255 for i in (1, 3, 5)]
    r, g, b = [c / 12.92 if c <= .03928 else ((c + .055) / 1.055) ** 2.4 for c in parts]
    return .2126 * r + .7152 * g + .0722 * b


def contrast(a, b):
    light, dark = sorted((luminance(a), luminance(b)), reverse=True)
    return (light + .05) / (dark + .05)


def check_colours(css):
    schemes = [dict(re.findall(r'--([\w-]+): (#\w{6});', block)) for block in re.findall(r':root \{(.*?)\}', css, re.S)]
    schemes = [scheme for scheme in schemes if scheme]
    pairs = [(c, 'ground') for c in 'text faint link warn per org loc misc date c0 c1 c2 c3 c4 c5 c6 c7'.split()]
    pairs += [('chip', 'c%d' % i) for i in range(8)] + [('on-marked', 'marked')]
    if len(schemes) != 2:
        fail('the style sheet has', len(schemes), 'schemes')
    for scheme in schemes:
        for a, b in pairs:
            if contrast(scheme[a], scheme[b]) < 4.5:
                fail('contrast of %s on %s is %.2f' % (a, b, contrast(scheme[a], scheme[b])))
    heat = re.findall(r'\.h(\d+) \{ background: (#\w{6}); color: (#\w{6}); \}', css)
    if [int(step) for step, back, front in heat] != 2 * list(range(11)):
        fail('the heat has steps', [step for step, back, front in heat])
    for step, back, front in heat:
        if contrast(back, front) < 4.5:
            fail('contrast of heat %s is %.2f' % (step, contrast(back, front)))


# ---- browsers ----

PROBE = '''<script>
var e = document.documentElement, panes = document.querySelectorAll('article');
var link = document.querySelector('a.to'), to = document.getElementById(link.getAttribute('href').slice(1));
link.click();
setTimeout(function () {
	var box = to.getBoundingClientRect();
	document.title = [e.scrollWidth - e.clientWidth, panes.length,
		panes[1].getBoundingClientRect().top - panes[0].getBoundingClientRect().top < 5,
		box.top >= 0 && box.top < innerHeight, to.matches(':target'),
		getComputedStyle(document.querySelector('.value')).display,
		typeof alerted].join(' ');
}, 200);
</script></body>'''


def laid_out(browser, folder, text, width):
    """What a browser makes of the page: a script asks it, which the page itself would not let run."""
    path = os.path.join(folder, 'probe.html')
    text = re.sub(r'<meta http-equiv[^>]*>', '<script>function alert() { alerted = 1; }</script>', text, count=1)
    with open(path, 'w', encoding='utf-8') as out:
        out.write(text.replace('</body>', PROBE))
    run = subprocess.run([browser, '--headless', '--no-sandbox', '--disable-gpu', '--window-size=%d,900' % width,
                          '--user-data-dir=' + os.path.join(folder, 'profile'), '--virtual-time-budget=2000',
                          '--dump-dom', 'file://' + path], capture_output=True, timeout=90)
    title = re.search(r'<title>(.*?)</title>', run.stdout.decode(errors='replace'))
    return title.group(1) if title else None


def check_browser(name, text, count, folder):
    browser = shutil.which('chromium') or shutil.which('chromium-browser') or shutil.which('google-chrome')
    if not browser:
        print('no Chromium here: %s is not laid out' % name)
        return
    for width, beside in ((1400, 'true'), (480, 'false')):
        try:
            said = laid_out(browser, folder, text, width)
        except subprocess.TimeoutExpired:
            said = None
        if said is None:
            print('Chromium does not start here: %s is not laid out' % name)
            return
        if said != '0 %d %s true true none undefined' % (count, beside):
            fail('%s, %d wide: %s' % (name, width, said))


def check_html5(name, text):
    try:
        import html5lib
    except ImportError:
        print('no html5lib here: %s is not parsed by it' % name)
        return
    parser = html5lib.HTMLParser()
    parser.parse(text)
    for where, what, details in parser.errors:
        fail(name, 'is no HTML 5:', where, what, details)


def main(program):
    with tempfile.TemporaryDirectory() as folder:
        evil = page(program, hostile(folder))
        pages = (('hostile', evil, 3), ('harbour', page(program, 'samples/harbour.bundle'), 5))
        for name, text, count in pages:
            root = parsed(name, text)
            if root is None:
                continue
            check_elements(name, root)
            check_ways(name, root, True)
            check_landmarks(name, root)
            check_html5(name, text)
            check_browser(name, text, count, folder)
            if name == 'harbour':
                check_sayings(root, plain(program, 'samples/harbour.bundle'))
        one = parsed('alone', page(program, 'tests/golden/note.txt'))
        if one is not None:
            check_ways('alone', one, False)
            check_landmarks('alone', one)
        if re.search('[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]', evil):
            fail('control characters come through')
    with open('src/data/report.css', encoding='utf-8') as css:
        check_colours(css.read())
    return fail.count > 0


if __name__ == '__main__':
    sys.exit(main(sys.argv[1]))
