#ifndef AIRTIGHT_CLIBYAML_SHIM_H
#define AIRTIGHT_CLIBYAML_SHIM_H
#include <yaml.h>
#endif
