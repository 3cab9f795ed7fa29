/*
 * process - what must hold before anything else is done: standard streams that are open, libraries
 * that end as we do where there is no memory, the person's language, no death by a write.
 */
#ifndef ABREAST_APP_PROCESS_H
#define ABREAST_APP_PROCESS_H

/** Once, before the first file is opened and the first sentence is said. */
void ab_process_begin(void);

#endif
