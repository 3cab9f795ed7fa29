# How src/data/chrome.model and title.model are made, and measured: src/train/README.md. DATA is the
# folder of labelled pages.
EXTRA_PROGRAMS = train/chrome
train_chrome_CFLAGS = $(AM_CFLAGS) $(JANSSON_CFLAGS)
train_chrome_LDADD = $(libabreast_a_LIBS)
train_chrome_SOURCES = \
	src/train/boost.c src/train/boost.h \
	src/train/chrome.c \
	src/train/corpus.c src/train/corpus.h \
	src/train/shingles.c src/train/shingles.h
train: train/chrome
	cd '$(srcdir)' && '$(abs_builddir)/train/chrome' '$(DATA)' >'$(abs_builddir)/chrome.model'
	mv chrome.model '$(srcdir)/src/data/chrome.model'
cross: train/chrome
	cd '$(srcdir)' && '$(abs_builddir)/train/chrome' --cross '$(DATA)'
EXTRA_PROGRAMS += train/title
train_title_CFLAGS = -ffp-contract=off $(AM_CFLAGS) $(JANSSON_CFLAGS)
train_title_LDADD = $(libabreast_a_LIBS)
train_title_SOURCES = \
	src/train/corpus.c src/train/corpus.h \
	src/train/headline.c src/train/headline.h \
	src/train/title.c
train-title: train/title
	cd '$(srcdir)' && '$(abs_builddir)/train/title' '$(DATA)' >'$(abs_builddir)/title.model'
	mv title.model '$(srcdir)/src/data/title.model'
.PHONY: train cross train-title

# The names tagger, trained: see src/train/README.md. DATA is the folder that holds ner/ and text/.
names_programs = train/lexicon train/train_names
EXTRA_PROGRAMS += $(names_programs)
train_lexicon_CFLAGS = -ffp-contract=off $(AM_CFLAGS) $(JANSSON_CFLAGS)
train_lexicon_LDADD = $(libabreast_a_LIBS) -lm
train_lexicon_SOURCES = src/train/lexicon.c src/train/store.c src/train/store.h
train_train_names_CFLAGS = -ffp-contract=off $(AM_CFLAGS) $(JANSSON_CFLAGS)
train_train_names_LDADD = $(libabreast_a_LIBS) -lm
train_train_names_SOURCES = \
	src/train/labelled.c src/train/labelled.h \
	src/train/linear.c src/train/linear.h \
	src/train/network.c src/train/network.h \
	src/train/store.c src/train/store.h \
	src/train/train_names.c
train-names:
	$(MAKE) CFLAGS='-g -O3' $(names_programs)
	'$(srcdir)/src/train/names.sh' '$(abs_builddir)' '$(DATA)' '$(abs_builddir)/names.model' $(TRAIN_OPTIONS)
	cp names.model '$(srcdir)/src/data/names.model'
.PHONY: train-names
