// @ts-check
/** Civilian harm, by who caused it: always in sight, as it was assessed and with what was changed. */

export {};
