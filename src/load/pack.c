#include "load/pack.h"
