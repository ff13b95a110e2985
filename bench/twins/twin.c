/* The reduced model in C: one replication from day 0, with the draws and the elementary functions of
 * src/hinge/draws. Built by twins/native.py with gcc -O3 -march=native -ffp-contract=off.
 *
 * Formations, areas and links are arrays of structs; what is kept by side and area are rows of one
 * array each. Mechanisms stand in the order of the day. */

#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum { MAX_SIDES = 4, SERIES = 8, ROUNDS = 6, NEVER = -1, NOWHERE = -1, LONG_AGO = -1000 };
enum { FRAILTY = 8, COMBAT_LOSS = 9, COMBAT_FATE = 10, BREAK = 12, ROUT = 13, PROBE_CHOICE = 33 };

static const double UNREACHED = 1.0e18, BARE = 0.02, UNDER_FIRE = 3.0, NOTICED = 0.05;
static const double ENOUGH = 0.02, RARE = 0.01, UNUSED = 0.5, MOST_DEFENCE = 3.0;
static const double REST_DAYS = 7.0, SHAKEN = 0.5, WEAR_FADES = 0.1;
static const int SOONEST = 3, LATEST = 10;

typedef struct {
    double decision_interval, rationality, odds_slope, loss_weight, look_ahead, people_weight;
    double cut_weight, tolerance, probe_patience, probe_intensity;
    double soldier_food, soldier_hold, soldier_fight, food_target, stock_target, ration_below;
    double fire_strength, fire_reach, fire_floor, fire_seen;
    double deficit_power, loss_rate, enemy_power, own_power, quiet, dispersion, frailty;
    double killed_share, daily_cap, tenure_gain, tenure_days, culmination, fatigue_rest;
    double break_base, break_loss, break_rate, break_cut, break_deficit, break_want, contagion;
    double recovery, cohesion_loss, rout_loss, surrender;
} Params;

/* Day 0 as the arrays of NumPy hold it. */
typedef struct {
    int64_t areas, links, sides, factions, formations, entries, seed, replication;
    const int64_t *area_key, *terrain, *holder, *contested;
    const double *frontage, *people;
    const int64_t *first_arc, *arc_to, *arc_link;
    const int64_t *end_a, *end_b, *kind, *link_key, *first_over, *over_area;
    const double *km, *over_km;
    const int64_t *side_key, *relation, *faction_key, *faction_side;
    const int64_t *formation_key, *formation_faction, *formation_area;
    const double *strength, *quality, *cohesion, *food, *ammunition;
    const int64_t *entry_area, *entry_side;
    const double *capacity, *road_speed, *throughput, *terrain_factor;
} Setup;

typedef struct {
    double present[MAX_SIDES]; /* thousands of effective strength */
    double persons[MAX_SIDES];
    double luck;
    int32_t since;
    uint8_t probed[MAX_SIDES], sides_at_war;
} Place;

typedef struct {
    double frontage, terrain, people;
    uint32_t key;
    int32_t holder, contested, held_since, first_arc, last_arc;
    int32_t gave_way[MAX_SIDES];
} Area;

typedef struct {
    int32_t to, link;
    double km;
} Arc;

typedef struct {
    double km, speed, throughput;
    double fire[MAX_SIDES], fire_known[MAX_SIDES];
    uint32_t key;
    int32_t a, b, first_over, last_over, forward, backward;
} Link;

typedef struct {
    double strength, quality, cohesion, food, ammunition, want, deficit, fatigue, wear, rest;
    double travel, killed, wounded, captured, left, effective, loss, felt, hazard;
    uint32_t key;
    int32_t side, faction, area, goal, road, place, probing;
} Formation;

typedef struct {
    uint32_t key;
    int32_t side, target, since;
} Faction;

typedef struct {
    double cost;
    uint32_t key;
    int32_t area;
} Waiting;

typedef struct {
    int areas, links, sides, factions, formations, entries;
    uint32_t seed, replication;
    const Params *p;
    uint32_t side_key[MAX_SIDES];
    int hostile[MAX_SIDES]; /* bits of the sides hostile to a side */
    Area *area;
    Arc *arc;
    Link *link;
    int32_t *over_area;
    double *over_km;
    Place *place; /* areas, then links */
    Formation *unit;
    Faction *faction;
    int32_t *entry_area, *entry_side;
    double *capacity, *entry_room;
    /* by side and area */
    double *asked, *load;
    int32_t *order, *parent, *up;
    int reached[MAX_SIDES], stale[MAX_SIDES];
    double need[MAX_SIDES], delivered[MAX_SIDES], broke[MAX_SIDES], gained[MAX_SIDES];
    /* of one side at a time */
    double *value, *against, *free, *spared, *score, *odds, *near, *wish, *given, *through, *share;
    double *room;
    int32_t *stay, *home, *watched, *option, *queue, *queued, *order2, *parent2, *up2;
    uint8_t *mark;
    Waiting *heap;
} War;

/* ---- draws ---- */

static double uniform(const War *w, int tick, int purpose, uint32_t sub, uint32_t entity)
{
    uint32_t c0 = w->replication, c1 = (uint32_t)tick, c2 = ((uint32_t)purpose << 24) | sub;
    uint32_t c3 = entity, k0 = w->seed, k1 = 0;
    for (int n = 0; n < 10; n++) {
        uint64_t p0 = (uint64_t)0xD2511F53u * c0, p1 = (uint64_t)0xCD9E8D57u * c2;
        c0 = (uint32_t)(p1 >> 32) ^ c1 ^ k0;
        c1 = (uint32_t)p1;
        c2 = (uint32_t)(p0 >> 32) ^ c3 ^ k1;
        c3 = (uint32_t)p0;
        k0 += 0x9E3779B9u;
        k1 += 0xBB67AE85u;
    }
    return ((double)(c0 >> 6) * 67108864.0 + (double)(c1 >> 6)) * 0x1p-52 + 0x1p-53;
}

static inline double two_to(int k)
{
    uint64_t bits = (uint64_t)(k + 1023) << 52;
    double value;
    memcpy(&value, &bits, 8);
    return value;
}

static double exp_(double x)
{
    if (x > 700.0)
        x = 700.0;
    if (x < -700.0)
        return 0.0;
    double k = floor(x * 1.44269504088896338700 + 0.5);
    double r = (x - k * 6.93147180369123816490e-01) - k * 1.90821492927058770002e-10;
    double r2 = r * r, r4 = r2 * r2;
    double low = (1.0 + r) + (0.5 + r * (1.0 / 6.0)) * r2
                 + ((1.0 / 24.0 + r * (1.0 / 120.0)) + (1.0 / 720.0 + r * (1.0 / 5040.0)) * r2) * r4;
    double high = (1.0 / 40320.0 + r * (1.0 / 362880.0))
                  + (1.0 / 3628800.0 + r * (1.0 / 39916800.0)) * r2
                  + (1.0 / 479001600.0 + r * (1.0 / 6227020800.0)) * r4;
    return (low + high * (r4 * r4)) * two_to((int)k);
}

static double log_(double x)
{
    uint64_t bits;
    memcpy(&bits, &x, 8);
    int exponent = (int)(bits >> 52) - 1022;
    bits = (bits & 0x000FFFFFFFFFFFFFull) | 0x3FE0000000000000ull;
    double mantissa;
    memcpy(&mantissa, &bits, 8);
    if (mantissa < 0.70710678118654752440) {
        mantissa *= 2.0;
        exponent--;
    }
    double s = (mantissa - 1.0) / (mantissa + 1.0), s2 = s * s, total = 0.0;
    for (int n = 21; n > 0; n -= 2)
        total = total * s2 + 1.0 / n;
    return exponent * 6.93147180369123816490e-01
           + (2.0 * s * total + exponent * 1.90821492927058770002e-10);
}

static double power(double base, double exponent)
{
    if (exponent == 0.0)
        return 1.0;
    if (base <= 0.0)
        return 0.0;
    return exponent == 1.0 ? base : exp_(exponent * log_(base));
}

/* Wichura (1988), AS 241 */
static const double CENTRAL[2][8] = {
    {2509.0809287301226727, 33430.575583588128105, 67265.770927008700853, 45921.953931549871457,
     13731.693765509461125, 1971.5909503065514427, 133.14166789178437745, 3.387132872796366608},
    {5226.495278852854561, 28729.085735721942674, 39307.89580009271061, 21213.794301586595867,
     5394.1960214247511077, 687.1870074920579083, 42.313330701600911252, 1.0}};
static const double NEAR[2][8] = {
    {7.7454501427834140764e-4, 0.0227238449892691845833, 0.24178072517745061177,
     1.27045825245236838258, 3.64784832476320460504, 5.7694972214606914055, 4.6303378461565452959,
     1.42343711074968357734},
    {1.05075007164441684324e-9, 5.475938084995344946e-4, 0.0151986665636164571966,
     0.14810397642748007459, 0.68976733498510000455, 1.6763848301838038494,
     2.05319162663775882187, 1.0}};
static const double FAR[2][8] = {
    {2.01033439929228813265e-7, 2.71155556874348757815e-5, 0.0012426609473880784386,
     0.026532189526576123093, 0.29656057182850489123, 1.7848265399172913358,
     5.4637849111641143699, 6.6579046435011037772},
    {2.04426310338993978564e-15, 1.4215117583164458887e-7, 1.8463183175100546818e-5,
     7.868691311456132591e-4, 0.0148753612908506148525, 0.13692988092273580531,
     0.59983220655588793769, 1.0}};

static double rational(const double part[2][8], double r)
{
    double top = part[0][0], low = part[1][0];
    for (int n = 1; n < 8; n++) {
        top = top * r + part[0][n];
        low = low * r + part[1][n];
    }
    return top / low;
}

static double normal_quantile(double p)
{
    double q = p - 0.5;
    if (fabs(q) <= 0.425)
        return q * rational(CENTRAL, 0.180625 - q * q);
    double r = sqrt(-log_(q < 0.0 ? p : 1.0 - p));
    double value = r <= 5.0 ? rational(NEAR, r - 1.6) : rational(FAR, r - 5.0);
    return q < 0.0 ? -value : value;
}

static inline double least(double a, double b) { return b < a ? b : a; }
static inline double most(double a, double b) { return b > a ? b : a; }

static double whole(double value, double u)
{
    double low = floor(value);
    return u < value - low ? low + 1.0 : low;
}

static double count(double mean, double dispersion, double u_size, double u_round)
{
    if (mean < RARE)
        return whole(mean, u_round);
    double s2 = log_(1.0 + 1.0 / mean + 1.0 / dispersion);
    return whole(mean * exp_(sqrt(s2) * normal_quantile(u_size) - 0.5 * s2), u_round);
}

/* ---- ground ---- */

static inline int at_war(const War *w, int s, int o) { return (w->hostile[s] >> o) & 1; }

static double defence(const War *w, const Area *a, int day)
{
    double days = most(0.0, (double)(day - a->held_since));
    double dug_in = 1.0 - exp_(-days / w->p->tenure_days);
    return least(MOST_DEFENCE, a->terrain * (1.0 + (w->p->tenure_gain - 1.0) * dug_in));
}

/* The nearest own neighbour, the lower number on a tie; quiet: not contested. */
static int nearest_own(const War *w, int s, int here, int quiet)
{
    int best = NOWHERE;
    double best_km = UNREACHED;
    for (int n = w->area[here].first_arc; n < w->area[here].last_arc; n++) {
        int b = w->arc[n].to;
        if (w->area[b].holder != s || (quiet && w->area[b].contested))
            continue;
        double km = w->arc[n].km;
        if (km < best_km || (km == best_km && w->area[b].key < w->area[best].key)) {
            best = b;
            best_km = km;
        }
    }
    return best;
}

static int base_of(const War *w, int s, int here)
{
    if (w->area[here].holder == s)
        return here;
    int near = nearest_own(w, s, here, 0);
    return near == NOWHERE ? here : near;
}

static void muster(War *w)
{
    for (int a = 0; a < w->areas; a++)
        for (int s = 0; s < w->sides; s++)
            w->place[a].present[s] = 0.0;
    for (int f = 0; f < w->formations; f++) {
        Formation *u = &w->unit[f];
        u->effective = 0.0;
        if (u->strength <= 0.0)
            continue;
        double able = u->deficit > 0.0 ? power(1.0 - u->deficit, w->p->deficit_power) : 1.0;
        if (u->probing && u->fatigue > 0.0)
            able *= exp_(-w->p->culmination * u->fatigue);
        u->effective = u->strength * u->quality * u->cohesion * able / 1000.0;
        w->place[u->area].present[u->side] += u->effective;
    }
}

static double hostile_strength(const War *w, int s, int a)
{
    double total = 0.0;
    for (int o = 0; o < w->sides; o++)
        if (at_war(w, s, o))
            total += w->place[a].present[o];
    return total;
}

/* ---- orders ---- */

static int is_free(const War *w, const Formation *u)
{
    return !u->probing && u->goal == NOWHERE && u->strength > 0.0 && u->rest <= 0.0
           && !w->area[u->area].contested;
}

static void worth(War *w, int s)
{
    double people = 0.0;
    int head = 0, waiting = 0;
    for (int a = 0; a < w->areas; a++) {
        w->value[a] = 0.0;
        if (at_war(w, s, w->area[a].holder))
            people += w->area[a].people;
    }
    for (int a = 0; a < w->areas; a++) {
        int holder = w->area[a].holder;
        w->queued[a] = 0;
        if (!at_war(w, s, holder))
            continue;
        w->value[a] = w->p->people_weight * w->area[a].people / most(people, 1.0);
        if (w->need[holder] > 0.0)
            w->value[a] += w->p->cut_weight
                           * least(1.0, w->load[holder * w->areas + a] / w->need[holder]);
        if (w->value[a] > 0.0) {
            w->queued[a] = 1;
            w->queue[waiting++] = a;
        }
    }
    while (waiting > 0) {
        int a = w->queue[head];
        head = head + 1 < w->areas ? head + 1 : 0;
        waiting--;
        w->queued[a] = 0;
        double carried = w->value[a] * w->p->look_ahead;
        for (int n = w->area[a].first_arc; n < w->area[a].last_arc; n++) {
            int b = w->arc[n].to;
            if (carried > w->value[b] && at_war(w, s, w->area[b].holder)) {
                w->value[b] = carried;
                if (!w->queued[b]) {
                    int tail = head + waiting;
                    w->queue[tail < w->areas ? tail : tail - w->areas] = b;
                    w->queued[b] = 1;
                    waiting++;
                }
            }
        }
    }
}

/* Believed defence of what the side touches, -1 elsewhere; and the one threat of own areas. */
static void weigh(War *w, int s, int day)
{
    for (int a = 0; a < w->areas; a++) {
        int touch = 0, own = w->area[a].holder == s;
        w->watched[a] = NOWHERE;
        w->against[a] = -1.0;
        for (int n = w->area[a].first_arc; n < w->area[a].last_arc; n++) {
            int b = w->arc[n].to, holder = w->area[b].holder;
            touch |= holder == s;
            if (own && at_war(w, s, holder) && hostile_strength(w, s, b) > BARE)
                w->watched[a] = w->watched[a] == NOWHERE ? b : -2;
        }
        if (touch && at_war(w, s, w->area[a].holder))
            w->against[a] = hostile_strength(w, s, a) * defence(w, &w->area[a], day) + BARE;
    }
}

/* Whether one of those who could attack from an area stays: another threat, and nobody else there. */
static int must_guard(const War *w, int b, int objective)
{
    return w->stay[b] == 0 && w->watched[b] != NOWHERE && w->watched[b] != objective;
}

static void review(War *w, int k, int day)
{
    Faction *faction = &w->faction[k];
    double persons = 0.0, worn = 0.0;
    for (int f = 0; f < w->formations; f++) {
        Formation *u = &w->unit[f];
        if (u->probing && u->faction == k) {
            persons += u->strength;
            worn += u->strength * u->wear;
        }
    }
    if (persons > 0.0 && worn <= w->p->tolerance * persons
        && day - faction->since <= w->p->probe_patience
        && at_war(w, faction->side, w->area[faction->target].holder))
        return;
    for (int f = 0; f < w->formations; f++) {
        Formation *u = &w->unit[f];
        if (u->probing && u->faction == k) {
            u->probing = 0;
            u->goal = NOWHERE;
            if (w->area[u->area].holder != u->side)
                u->goal = nearest_own(w, u->side, u->area, 1);
        }
    }
    faction->target = NOWHERE;
}

static int draw_option(War *w, int options, uint32_t entity, int day)
{
    double best = 0.0, rationality = w->p->rationality;
    for (int n = 0; n < options; n++)
        best = most(best, w->score[n]);
    double total = exp_(rationality * (0.0 - best));
    for (int n = 0; n < options; n++) {
        w->odds[n] = exp_(rationality * (w->score[n] - best));
        total += w->odds[n];
    }
    double left = uniform(w, day, PROBE_CHOICE, 0, entity) * total;
    for (int n = 0; n < options; n++) {
        left -= w->odds[n];
        if (left < 0.0)
            return w->option[n];
    }
    return NOWHERE;
}

static void choose(War *w, int k, int day)
{
    Faction *faction = &w->faction[k];
    int s = faction->side, options = 0;
    double total = 0.0;
    memset(w->free, 0, sizeof(double) * (size_t)w->areas);
    memset(w->stay, 0, sizeof(int32_t) * (size_t)w->areas);
    for (int a = 0; a < w->areas; a++)
        w->home[a] = NOWHERE;
    for (int f = 0; f < w->formations; f++) {
        Formation *u = &w->unit[f];
        if (u->side != s || u->strength <= 0.0)
            continue;
        int a = u->area, weakest = w->home[a], ours = u->faction == k;
        if (ours)
            total += u->effective;
        if (ours && is_free(w, u)) {
            double brings =
                u->effective * (u->fatigue > 0.0 ? exp_(-w->p->culmination * u->fatigue) : 1.0);
            w->free[a] += brings;
            if (weakest == NOWHERE || brings < w->spared[a]
                || (brings == w->spared[a] && u->key < w->unit[weakest].key)) {
                w->spared[a] = brings;
                w->home[a] = f;
            }
        } else if (!u->probing && u->goal == NOWHERE) {
            w->stay[a]++;
        }
    }
    if (total <= 0.0)
        return;
    for (int a = 0; a < w->areas; a++) {
        if (w->value[a] <= 0.0 || w->against[a] < 0.0)
            continue;
        double local = 0.0;
        for (int n = w->area[a].first_arc; n < w->area[a].last_arc; n++) {
            int b = w->arc[n].to;
            if (w->area[b].holder != s || w->free[b] <= 0.0)
                continue;
            local += w->free[b];
            if (must_guard(w, b, a))
                local -= w->spared[b];
        }
        if (local <= BARE)
            continue;
        double ratio = least(local, w->area[a].frontage) / w->against[a];
        double p = 1.0 / (1.0 + exp_(-(w->p->odds_slope * log_(ratio))));
        w->score[options] = w->value[a] * p - w->p->loss_weight * local / total * (1.0 - p);
        w->option[options++] = a;
    }
    int target = draw_option(w, options, faction->key, day);
    if (target == NOWHERE)
        return;
    faction->target = target;
    faction->since = day;
    for (int f = 0; f < w->formations; f++) {
        Formation *u = &w->unit[f];
        if (u->faction != k || w->area[u->area].holder != s || !is_free(w, u)
            || (w->home[u->area] == f && must_guard(w, u->area, target)))
            continue;
        for (int n = w->area[target].first_arc; n < w->area[target].last_arc; n++)
            if (w->arc[n].to == u->area) {
                u->probing = 1;
                u->goal = target;
                break;
            }
    }
}

static void orders(War *w, int day)
{
    int interval = (int)(w->p->decision_interval + 0.5);
    if (interval < 1)
        interval = 1;
    for (int s = 0; s < w->sides; s++) {
        int weighed = 0;
        for (int k = 0; k < w->factions; k++) {
            if (w->faction[k].side != s)
                continue;
            if (w->faction[k].target != NOWHERE) {
                review(w, k, day);
            } else if ((day + (int64_t)w->faction[k].key + interval / 2) % interval == 0) {
                if (!weighed) {
                    worth(w, s);
                    weigh(w, s, day);
                    weighed = 1;
                }
                choose(w, k, day);
            }
        }
    }
    for (int f = 0; f < w->formations; f++) {
        Formation *u = &w->unit[f];
        if (u->probing) {
            int target = w->faction[u->faction].target;
            u->goal = u->area == target || !w->area[u->area].contested ? target : NOWHERE;
        }
    }
}

/* ---- movement ---- */

static void distances(War *w, int s, int source)
{
    int head = 0, waiting = 1;
    for (int a = 0; a < w->areas; a++) {
        w->near[a] = UNREACHED;
        w->queued[a] = 0;
    }
    w->near[source] = 0.0;
    w->queue[0] = source;
    while (waiting > 0) {
        int a = w->queue[head];
        head = head + 1 < w->areas ? head + 1 : 0;
        waiting--;
        w->queued[a] = 0;
        if (a != source && w->area[a].holder != s)
            continue;
        for (int n = w->area[a].first_arc; n < w->area[a].last_arc; n++) {
            int b = w->arc[n].to;
            double km = w->near[a] + w->arc[n].km;
            if (km < w->near[b]) {
                w->near[b] = km;
                if (!w->queued[b]) {
                    int tail = head + waiting;
                    w->queue[tail < w->areas ? tail : tail - w->areas] = b;
                    w->queued[b] = 1;
                    waiting++;
                }
            }
        }
    }
}

static int may_enter(const War *w, const Formation *u, int a)
{
    int holder = w->area[a].holder;
    return holder == u->side || (u->probing && u->goal == a && at_war(w, u->side, holder));
}

static void set_out(War *w, Formation *u)
{
    int road = NOWHERE;
    uint32_t best_key = 0;
    double best = UNREACHED;
    for (int n = w->area[u->area].first_arc; n < w->area[u->area].last_arc; n++) {
        int b = w->arc[n].to;
        if (w->near[b] >= w->near[u->area] || !may_enter(w, u, b))
            continue;
        double km = w->near[b] + w->arc[n].km;
        if (km < best || (km == best && w->area[b].key < best_key)) {
            road = w->arc[n].link;
            best = km;
            best_key = w->area[b].key;
        }
    }
    if (road == NOWHERE) {
        u->goal = NOWHERE;
        u->probing = 0;
        return;
    }
    Link *link = &w->link[road];
    double speed = link->speed * most(1.0 - link->fire[u->side], w->p->fire_floor);
    u->road = road;
    u->travel = most(1.0, ceil(link->km / speed));
}

static void arrive(War *w, Formation *u)
{
    Link *link = &w->link[u->road];
    int coming = link->a == u->area ? link->backward : link->forward;
    if (coming & w->hostile[u->side]) {
        u->travel = 1.0;
        u->place = w->areas + u->road;
        return;
    }
    int target = link->a == u->area ? link->b : link->a;
    u->road = NOWHERE;
    u->travel = 0.0;
    if (may_enter(w, u, target))
        u->area = u->place = target;
    if (u->area == u->goal && !u->probing)
        u->goal = NOWHERE;
}

static void movement(War *w)
{
    int aim = NOWHERE, aim_side = NOWHERE;
    for (int l = 0; l < w->links; l++)
        w->link[l].forward = w->link[l].backward = 0;
    for (int f = 0; f < w->formations; f++) {
        Formation *u = &w->unit[f];
        u->place = u->area;
        if (u->strength <= 0.0 || u->goal == NOWHERE || u->goal == u->area) {
            u->road = NOWHERE;
            u->travel = 0.0;
            if (u->strength > 0.0 && u->goal == u->area && !u->probing)
                u->goal = NOWHERE;
            continue;
        }
        if (u->road == NOWHERE) {
            if (u->goal != aim || u->side != aim_side) {
                aim = u->goal;
                aim_side = u->side;
                distances(w, aim_side, aim);
            }
            set_out(w, u);
        }
        if (u->road != NOWHERE) {
            u->travel -= 1.0;
            if (u->travel <= 0.0) {
                Link *link = &w->link[u->road];
                if (link->a == u->area)
                    link->forward |= 1 << u->side;
                else
                    link->backward |= 1 << u->side;
            }
        }
    }
    for (int f = 0; f < w->formations; f++)
        if (w->unit[f].road != NOWHERE && w->unit[f].travel <= 0.0)
            arrive(w, &w->unit[f]);
}

/* ---- supply ---- */

static double lacking(double norm, double stock, double days, double target)
{
    return least(norm, most(0.0, norm * days - stock) / target);
}

static double food_wish(const Params *p, const Formation *u)
{
    double need = u->strength * p->soldier_food / 1000.0;
    return need + lacking(need, u->food, p->food_target, p->stock_target);
}

static double ammunition_need(const War *w, const Formation *u)
{
    double use = w->area[u->area].contested ? w->p->soldier_fight : w->p->soldier_hold;
    return u->strength * most(0.0, use - w->p->soldier_food) / 1000.0;
}

static double ammunition_wish(const War *w, const Formation *u)
{
    double need = ammunition_need(w, u), norm = need;
    if (u->probing)
        norm = most(norm, u->strength * most(0.0, w->p->soldier_fight - w->p->soldier_food) / 1000.0);
    return need + lacking(norm, u->ammunition, w->p->stock_target, w->p->stock_target);
}

static void count_needs(War *w)
{
    memset(w->asked, 0, sizeof(double) * (size_t)(w->sides * w->areas));
    for (int f = 0; f < w->formations; f++) {
        Formation *u = &w->unit[f];
        if (u->strength > 0.0) {
            int base = base_of(w, u->side, u->area);
            w->asked[u->side * w->areas + base] += food_wish(w->p, u) + ammunition_wish(w, u);
        }
    }
}

static void fire(War *w)
{
    for (int l = 0; l < w->links; l++) {
        Link *link = &w->link[l];
        if (link->first_over == link->last_over)
            continue;
        for (int s = 0; s < w->sides; s++) {
            double total = 0.0;
            for (int n = link->first_over; n < link->last_over; n++) {
                int a = w->over_area[n], holder = w->area[a].holder;
                double there = w->place[a].present[holder];
                if (!w->area[a].contested && at_war(w, s, holder) && there > 0.0)
                    total += exp_(-w->over_km[n] / w->p->fire_reach) * there;
            }
            double now = total > 0.0 ? 1.0 - exp_(-(w->p->fire_strength * total)) : 0.0;
            link->fire[s] = now;
            int crossed = (now >= w->p->fire_seen) != (link->fire_known[s] >= w->p->fire_seen);
            if (crossed || fabs(now - link->fire_known[s]) > NOTICED)
                w->stale[s] = 1;
        }
    }
}

static void open_ways(War *w, int s)
{
    for (int l = 0; l < w->links; l++) {
        Link *link = &w->link[l];
        w->room[l] = 0.0;
        if (w->area[link->a].holder == s && w->area[link->b].holder == s)
            w->room[l] = link->throughput * most(w->p->fire_floor, 1.0 - link->fire[s]);
    }
    for (int e = 0; e < w->entries; e++) {
        int usable = w->entry_side[e] == s && w->area[w->entry_area[e]].holder == s;
        w->entry_room[e] = usable ? w->capacity[e] : 0.0;
    }
}

static inline int before(const Waiting *a, const Waiting *b)
{
    return a->cost < b->cost || (a->cost == b->cost && a->key < b->key);
}

static int push(Waiting *heap, int size, Waiting item)
{
    int i = size;
    while (i > 0 && before(&item, &heap[(i - 1) / 2])) {
        heap[i] = heap[(i - 1) / 2];
        i = (i - 1) / 2;
    }
    heap[i] = item;
    return size + 1;
}

static int pop(Waiting *heap, int size, Waiting *first)
{
    *first = heap[0];
    Waiting last = heap[--size];
    int i = 0;
    for (;;) {
        int child = 2 * i + 1;
        if (child >= size)
            break;
        if (child + 1 < size && before(&heap[child + 1], &heap[child]))
            child++;
        if (!before(&heap[child], &last))
            break;
        heap[i] = heap[child];
        i = child;
    }
    heap[i] = last;
    return size;
}

/* Nearest-first search from the entries with room; returns how many areas it reaches. */
static int build_tree(War *w, int s, int32_t *order, int32_t *parent, int32_t *up)
{
    int size = 0, reached = 0;
    for (int a = 0; a < w->areas; a++) {
        w->near[a] = UNREACHED;
        w->mark[a] = 0;
        parent[a] = up[a] = NOWHERE;
    }
    for (int e = 0; e < w->entries; e++) {
        int a = w->entry_area[e];
        if (w->entry_room[e] > 0.0 && w->near[a] > 0.0) {
            w->near[a] = 0.0;
            size = push(w->heap, size, (Waiting){0.0, w->area[a].key, a});
        }
    }
    while (size > 0) {
        Waiting first;
        size = pop(w->heap, size, &first);
        int a = first.area;
        if (w->mark[a])
            continue;
        w->mark[a] = 1;
        order[reached++] = a;
        for (int n = w->area[a].first_arc; n < w->area[a].last_arc; n++) {
            int b = w->arc[n].to, l = w->arc[n].link;
            if (w->mark[b] || w->room[l] <= 0.0)
                continue;
            double km = w->arc[n].km;
            if (w->link[l].fire[s] >= w->p->fire_seen)
                km *= UNDER_FIRE;
            double price = w->near[a] + km;
            if (price < w->near[b]) {
                w->near[b] = price;
                parent[b] = a;
                up[b] = l;
                size = push(w->heap, size, (Waiting){price, w->area[b].key, b});
            }
        }
    }
    return reached;
}

static void survey(War *w)
{
    muster(w);
    count_needs(w);
    fire(w);
    for (int s = 0; s < w->sides; s++) {
        int row = s * w->areas;
        int32_t *order = w->order + row, *parent = w->parent + row;
        double *asked = w->asked + row, *load = w->load + row;
        if (w->stale[s]) {
            w->stale[s] = 0;
            for (int l = 0; l < w->links; l++)
                w->link[l].fire_known[s] = w->link[l].fire[s];
            open_ways(w, s);
            w->reached[s] = build_tree(w, s, order, parent, w->up + row);
        }
        w->need[s] = 0.0;
        for (int a = 0; a < w->areas; a++) {
            w->need[s] += asked[a];
            load[a] = 0.0;
        }
        for (int n = w->reached[s] - 1; n >= 0; n--) {
            int a = order[n];
            load[a] += asked[a];
            if (parent[a] != NOWHERE)
                load[parent[a]] += load[a];
        }
    }
}

static double left_of(const War *w, const int32_t *order, int reached)
{
    double total = 0.0;
    for (int n = 0; n < reached; n++)
        total += w->wish[order[n]];
    return total;
}

static void send(War *w, int s, const int32_t *order, const int32_t *parent, const int32_t *up,
                 int reached)
{
    for (int n = 0; n < reached; n++)
        w->through[order[n]] = w->wish[order[n]];
    for (int n = reached - 1; n >= 0; n--) {
        int a = order[n];
        if (parent[a] != NOWHERE)
            w->through[parent[a]] += least(w->through[a], w->room[up[a]]);
    }
    for (int n = 0; n < reached; n++) {
        int a = order[n];
        double wanted = w->through[a], come = 0.0;
        if (parent[a] == NOWHERE) {
            for (int e = 0; e < w->entries; e++)
                if (w->entry_area[e] == a && w->entry_side[e] == s) {
                    double part = least(wanted - come, w->entry_room[e]);
                    w->entry_room[e] -= part;
                    come += part;
                }
        } else {
            come = least(wanted, w->room[up[a]]) * w->share[parent[a]];
            w->room[up[a]] -= come;
        }
        w->share[a] = wanted > 0.0 ? least(1.0, come / wanted) : 0.0;
        double got = w->wish[a] * w->share[a];
        w->given[a] += got;
        w->wish[a] -= got;
    }
}

static void deliver(War *w, int s)
{
    int row = s * w->areas, reached = w->reached[s];
    const int32_t *order = w->order + row, *parent = w->parent + row, *up = w->up + row;
    open_ways(w, s);
    memcpy(w->wish, w->asked + row, sizeof(double) * (size_t)w->areas);
    double wanted = left_of(w, order, reached), before_ = wanted;
    for (int n = 0; n < ROUNDS; n++) {
        if (n > 0) {
            reached = build_tree(w, s, w->order2, w->parent2, w->up2);
            order = w->order2;
            parent = w->parent2;
            up = w->up2;
            before_ = left_of(w, order, reached);
        }
        if (before_ <= ENOUGH * wanted)
            return;
        send(w, s, order, parent, up, reached);
        if (left_of(w, order, reached) >= before_)
            return;
    }
}

static double rationed(double need, double stock, double come, double tau)
{
    if (need <= 0.0)
        return 0.0;
    return least(least(need, stock + come), come + need * least(1.0, stock / (need * tau)));
}

static double missing(double need, double use)
{
    return need > 0.0 ? most(0.0, 1.0 - use / need) : 0.0;
}

static void supply(War *w)
{
    survey(w);
    for (int s = 0; s < w->sides; s++) {
        memset(w->given, 0, sizeof(double) * (size_t)w->areas);
        if (w->need[s] > 0.0)
            deliver(w, s);
        double total = 0.0;
        for (int f = 0; f < w->formations; f++) {
            Formation *u = &w->unit[f];
            if (u->side != s)
                continue;
            u->want = u->deficit = 0.0;
            if (u->strength <= 0.0)
                continue;
            int base = base_of(w, s, u->area);
            double got = w->given[base];
            double part = got > 0.0 ? got / w->asked[s * w->areas + base] : 0.0;
            double need = u->strength * w->p->soldier_food / 1000.0;
            double come = part * food_wish(w->p, u);
            double use = rationed(need, u->food, come, w->p->ration_below);
            u->food = most(0.0, u->food + come - use);
            u->want = missing(need, use);
            total += come;
            need = ammunition_need(w, u);
            come = part * ammunition_wish(w, u);
            use = rationed(need, u->ammunition, come, w->p->ration_below);
            u->ammunition = most(0.0, u->ammunition + come - use);
            u->deficit = missing(need, use);
            total += come;
        }
        w->delivered[s] = total;
    }
}

/* ---- combat ---- */

static int opposed(const War *w, const Place *place)
{
    for (int s = 0; s < w->sides; s++)
        if (place->persons[s] > 0.0)
            for (int o = s + 1; o < w->sides; o++)
                if (place->persons[o] > 0.0 && at_war(w, s, o))
                    return 1;
    return 0;
}

static void line_up(War *w, int day)
{
    int places = w->areas + w->links;
    for (int n = 0; n < places; n++) {
        Place *place = &w->place[n];
        memset(place->present, 0, sizeof place->present);
        memset(place->persons, 0, sizeof place->persons);
        memset(place->probed, 0, sizeof place->probed);
    }
    for (int f = 0; f < w->formations; f++) {
        const Formation *u = &w->unit[f];
        Place *place = &w->place[u->place];
        place->present[u->side] += u->effective;
        place->persons[u->side] += u->strength;
        if (u->probing && u->goal == u->place)
            place->probed[u->side] = 1;
    }
    for (int n = 0; n < places; n++) {
        Place *place = &w->place[n];
        if (!opposed(w, place)) {
            place->since = NEVER;
        } else if (place->since == NEVER) {
            int road = n >= w->areas;
            uint32_t key = road ? w->link[n - w->areas].key : w->area[n].key;
            double z = normal_quantile(uniform(w, day, FRAILTY, (uint32_t)road, key));
            double frailty = w->p->frailty;
            place->since = day;
            place->luck = exp_(frailty * z - 0.5 * frailty * frailty);
        }
    }
}

static void expect(War *w, Formation *u, int day)
{
    const Place *place = &w->place[u->place];
    int s = u->side, road = u->place >= w->areas;
    double hostile = 0.0, level = 0.0, own = place->present[s], cover = 1.0, front = 1.0e18;
    u->loss = u->felt = 0.0;
    if (u->strength <= 0.0 || place->since == NEVER)
        return;
    for (int o = 0; o < w->sides; o++)
        if (at_war(w, s, o) && place->present[o] > 0.0) {
            double here = w->p->quiet;
            if (road)
                here = 1.0;
            else if (place->probed[s] || place->probed[o])
                here = most(here, w->p->probe_intensity);
            hostile += place->present[o];
            level = most(level, here);
        }
    u->felt = level;
    if (hostile <= 0.0 || own <= 0.0 || level <= 0.0)
        return;
    if (!road) {
        const Area *a = &w->area[u->place];
        front = a->frontage;
        if (a->holder == s)
            cover = 1.0 / defence(w, a, day);
    }
    double law = power(least(hostile, front), w->p->enemy_power)
                 * power(least(own, front), w->p->own_power);
    double total = 1000.0 * w->p->loss_rate * cover * level * law * place->luck;
    u->loss = total * u->strength / place->persons[s];
}

static void fight(War *w, Formation *u, int day)
{
    double loss = u->loss;
    if (loss > 0.0) {
        double cap = floor(w->p->daily_cap * u->strength);
        double size = loss >= RARE ? uniform(w, day, COMBAT_LOSS, 0, u->key) : UNUSED;
        double round = uniform(w, day, COMBAT_LOSS, 1, u->key);
        loss = least(count(loss, w->p->dispersion, size, round), cap);
    }
    u->loss = least(loss, u->strength);
    if (u->loss > 0.0) {
        double round = uniform(w, day, COMBAT_FATE, 0, u->key);
        double dead = least(u->loss, whole(u->loss * w->p->killed_share, round));
        u->strength -= u->loss;
        u->killed += dead;
        u->wounded += u->loss - dead;
    }
}

static void combat(War *w, int day)
{
    line_up(w, day);
    for (int f = 0; f < w->formations; f++) {
        Formation *u = &w->unit[f];
        expect(w, u, day);
        fight(w, u, day);
        int there = u->probing && u->goal == u->place && w->place[u->place].since != NEVER;
        if (there && u->felt > 0.0)
            u->fatigue += w->p->probe_intensity;
        else
            u->fatigue *= 1.0 - w->p->fatigue_rest;
    }
}

/* ---- cohesion and control ---- */

static int lately(int broke, int day) { return day - broke >= SOONEST && day - broke <= LATEST; }

static double gave_way_near(const War *w, int s, int here, int day)
{
    double areas = 1.0, found = lately(w->area[here].gave_way[s], day) ? 1.0 : 0.0;
    for (int n = w->area[here].first_arc; n < w->area[here].last_arc; n++) {
        const Area *b = &w->area[w->arc[n].to];
        int fresh = lately(b->gave_way[s], day);
        if (fresh || b->holder == s)
            areas += 1.0;
        if (fresh)
            found += 1.0;
    }
    return found / areas;
}

static void wear(War *w, Formation *u, int day, const uint8_t *reached)
{
    const Params *p = w->p;
    u->hazard = 0.0;
    if (u->strength <= 0.0)
        return;
    double share = u->loss / (u->strength + u->loss), idle = 1.0 - u->felt;
    u->rest = most(0.0, u->rest - 1.0);
    double worn = u->wear * (1.0 - WEAR_FADES * idle);
    u->wear = worn + share * (1.0 - worn);
    double left = most(0.0, u->cohesion * (1.0 - p->cohesion_loss * share));
    u->cohesion = left + least(1.0, p->recovery) * idle * (1.0 - left);
    if (u->felt <= 0.0)
        return;
    double grows = p->break_loss * u->wear + p->break_rate * share + p->break_deficit * u->deficit
                   + p->break_want * u->want
                   + p->contagion * gave_way_near(w, u->side, u->area, day);
    if (!reached[u->side * w->areas + base_of(w, u->side, u->area)])
        grows += p->break_cut;
    double strained = most(0.0, exp_(grows) - (1.0 - u->felt));
    u->hazard = p->break_base * strained * (2.0 - u->cohesion) * u->felt;
}

static int under_attack(const War *w, int n)
{
    if (n >= w->areas)
        return 1;
    for (int s = 0; s < w->sides; s++)
        if (w->place[n].probed[s])
            return 1;
    return 0;
}

static void give_way(War *w, Formation *u, int day)
{
    double u1 = uniform(w, day, ROUT, 0, u->key), u2 = uniform(w, day, ROUT, 1, u->key);
    double lost = u->strength, taken;
    int back = nearest_own(w, u->side, u->area, 1);
    w->broke[u->side] += u->strength;
    u->probing = 0;
    u->road = u->goal = NOWHERE;
    u->travel = 0.0;
    u->rest = REST_DAYS;
    u->cohesion *= SHAKEN;
    if (back != NOWHERE) {
        lost = least(u->strength, whole(u->strength * w->p->rout_loss, u1));
        taken = least(lost, whole(0.5 * lost, u2));
        u->area = back;
    } else {
        taken = least(lost, whole(u->strength * w->p->surrender, u1));
    }
    u->captured += taken;
    u->left += lost - taken;
    u->strength -= lost;
}

static void control(War *w, int day)
{
    for (int a = 0; a < w->areas; a++) {
        memset(w->place[a].present, 0, sizeof w->place[a].present);
        memset(w->place[a].persons, 0, sizeof w->place[a].persons);
    }
    for (int f = 0; f < w->formations; f++) {
        Formation *u = &w->unit[f];
        if (u->strength > 0.0) {
            w->place[u->area].present[u->side] += u->effective;
            w->place[u->area].persons[u->side] += u->strength;
        } else {
            u->food = u->ammunition = 0.0;
        }
    }
    for (int n = 0; n < w->areas; n++) {
        Area *a = &w->area[n];
        const Place *place = &w->place[n];
        if (place->persons[a->holder] <= 0.0) {
            int taker = NOWHERE;
            for (int o = 0; o < w->sides; o++) {
                if (place->persons[o] <= 0.0 || !at_war(w, a->holder, o))
                    continue;
                if (taker == NOWHERE || place->present[o] > place->present[taker]
                    || (place->present[o] == place->present[taker]
                        && w->side_key[o] < w->side_key[taker]))
                    taker = o;
            }
            if (taker != NOWHERE) {
                a->holder = taker;
                a->held_since = day;
                w->gained[taker] += 1.0;
                for (int s = 0; s < w->sides; s++)
                    w->stale[s] = 1;
            }
        }
        a->contested = opposed(w, place);
    }
}

static void cohesion(War *w, int day, uint8_t *reached, int32_t *broke)
{
    int breaks = 0;
    memset(reached, 0, (size_t)(w->sides * w->areas));
    for (int s = 0; s < w->sides; s++)
        for (int n = 0; n < w->reached[s]; n++)
            reached[s * w->areas + w->order[s * w->areas + n]] = 1;
    for (int f = 0; f < w->formations; f++)
        wear(w, &w->unit[f], day, reached);
    for (int f = 0; f < w->formations; f++) {
        Formation *u = &w->unit[f];
        if (u->hazard <= 0.0 || (u->rest > 0.0 && !under_attack(w, u->place)))
            continue;
        if (uniform(w, day, BREAK, 0, u->key) < 1.0 - exp_(-u->hazard)) {
            broke[breaks++] = f;
            give_way(w, u, day);
        }
    }
    for (int n = 0; n < breaks; n++) {
        const Formation *u = &w->unit[broke[n]];
        if (u->place < w->areas)
            w->area[u->place].gave_way[u->side] = day;
    }
    control(w, day);
}

/* ---- record ---- */

static void record(const War *w, int day, int8_t *held, int8_t *contested, double *series)
{
    double held_by[MAX_SIDES] = {0.0}, strength[MAX_SIDES] = {0.0};
    double killed[MAX_SIDES] = {0.0}, lost[MAX_SIDES] = {0.0};
    for (int a = 0; a < w->areas; a++) {
        held[day * w->areas + a] = (int8_t)w->area[a].holder;
        contested[day * w->areas + a] = (int8_t)w->area[a].contested;
        held_by[w->area[a].holder] += 1.0;
    }
    for (int f = 0; f < w->formations; f++) {
        const Formation *u = &w->unit[f];
        strength[u->side] += u->strength;
        killed[u->side] += u->killed;
        lost[u->side] += u->killed + u->wounded + u->captured + u->left;
    }
    for (int s = 0; s < w->sides; s++) {
        double *row = series + (day * w->sides + s) * SERIES;
        row[0] = strength[s];
        row[1] = killed[s];
        row[2] = lost[s];
        row[3] = w->need[s];
        row[4] = w->delivered[s];
        row[5] = held_by[s];
        row[6] = w->broke[s];
        row[7] = w->gained[s];
    }
}

/* ---- setting up ---- */

static void *room_for(char **arena, size_t bytes)
{
    void *start = *arena;
    *arena += (bytes + 63) / 64 * 64;
    return start;
}

static void lay_out(War *w, const Setup *d, char *arena)
{
    size_t A = (size_t)d->areas, L = (size_t)d->links, S = (size_t)d->sides;
    size_t F = (size_t)d->formations, E = (size_t)d->entries, O = (size_t)d->first_over[L];
    w->area = room_for(&arena, A * sizeof(Area));
    w->arc = room_for(&arena, 2 * L * sizeof(Arc));
    w->link = room_for(&arena, L * sizeof(Link));
    w->over_area = room_for(&arena, O * sizeof(int32_t));
    w->over_km = room_for(&arena, O * sizeof(double));
    w->place = room_for(&arena, (A + L) * sizeof(Place));
    w->unit = room_for(&arena, F * sizeof(Formation));
    w->faction = room_for(&arena, (size_t)d->factions * sizeof(Faction));
    w->heap = room_for(&arena, (2 * L + E) * sizeof(Waiting));
    double **floats[] = {&w->value, &w->against, &w->free, &w->spared, &w->score, &w->odds,
                         &w->near, &w->wish, &w->given, &w->through, &w->share};
    for (size_t n = 0; n < sizeof floats / sizeof *floats; n++)
        *floats[n] = room_for(&arena, A * sizeof(double));
    int32_t **ints[] = {&w->stay, &w->home, &w->watched, &w->option, &w->queue, &w->queued,
                        &w->order2, &w->parent2, &w->up2};
    for (size_t n = 0; n < sizeof ints / sizeof *ints; n++)
        *ints[n] = room_for(&arena, A * sizeof(int32_t));
    w->mark = room_for(&arena, A);
    w->room = room_for(&arena, L * sizeof(double));
    w->asked = room_for(&arena, S * A * sizeof(double));
    w->load = room_for(&arena, S * A * sizeof(double));
    w->order = room_for(&arena, S * A * sizeof(int32_t));
    w->parent = room_for(&arena, S * A * sizeof(int32_t));
    w->up = room_for(&arena, S * A * sizeof(int32_t));
    w->entry_area = room_for(&arena, E * sizeof(int32_t));
    w->entry_side = room_for(&arena, E * sizeof(int32_t));
    w->capacity = room_for(&arena, E * sizeof(double));
    w->entry_room = room_for(&arena, E * sizeof(double));
}

static size_t size_of(const Setup *d)
{
    size_t A = (size_t)d->areas, L = (size_t)d->links, S = (size_t)d->sides;
    size_t F = (size_t)d->formations, E = (size_t)d->entries, O = (size_t)d->first_over[L];
    return A * (sizeof(Area) + 144 + S * 32) + (A + L) * sizeof(Place)
           + L * (2 * sizeof(Arc) + sizeof(Link) + 2 * sizeof(Waiting) + 8) + O * 12
           + F * sizeof(Formation) + (size_t)d->factions * sizeof(Faction)
           + E * (sizeof(Waiting) + 24) + 64 * 64;
}

static void begin(War *w, const Setup *d)
{
    for (int s = 0; s < w->sides; s++) {
        w->side_key[s] = (uint32_t)d->side_key[s];
        w->stale[s] = 1;
        for (int o = 0; o < w->sides; o++)
            if (d->relation[s * w->sides + o] < 0)
                w->hostile[s] |= 1 << o;
    }
    for (int a = 0; a < w->areas; a++) {
        Area *area = &w->area[a];
        area->frontage = d->frontage[a];
        area->terrain = d->terrain_factor[d->terrain[a]];
        area->people = d->people[a];
        area->key = (uint32_t)d->area_key[a];
        area->holder = (int32_t)d->holder[a];
        area->contested = (int32_t)d->contested[a];
        area->held_since = LONG_AGO;
        area->first_arc = (int32_t)d->first_arc[a];
        area->last_arc = (int32_t)d->first_arc[a + 1];
        for (int s = 0; s < w->sides; s++)
            area->gave_way[s] = LONG_AGO;
    }
    for (int n = 0; n < 2 * w->links; n++)
        w->arc[n] = (Arc){(int32_t)d->arc_to[n], (int32_t)d->arc_link[n], d->km[d->arc_link[n]]};
    for (int l = 0; l < w->links; l++) {
        Link *link = &w->link[l];
        link->km = d->km[l];
        link->speed = d->road_speed[d->kind[l]];
        link->throughput = d->throughput[d->kind[l]];
        link->key = (uint32_t)d->link_key[l];
        link->a = (int32_t)d->end_a[l];
        link->b = (int32_t)d->end_b[l];
        link->first_over = (int32_t)d->first_over[l];
        link->last_over = (int32_t)d->first_over[l + 1];
    }
    for (int n = 0; n < (int)d->first_over[w->links]; n++) {
        w->over_area[n] = (int32_t)d->over_area[n];
        w->over_km[n] = d->over_km[n];
    }
    for (int n = 0; n < w->areas + w->links; n++)
        w->place[n].since = NEVER;
    for (int k = 0; k < w->factions; k++)
        w->faction[k] = (Faction){(uint32_t)d->faction_key[k], (int32_t)d->faction_side[k], NOWHERE,
                                  NEVER};
    for (int f = 0; f < w->formations; f++) {
        Formation *u = &w->unit[f];
        u->strength = d->strength[f];
        u->quality = d->quality[f];
        u->cohesion = d->cohesion[f];
        u->food = d->food[f];
        u->ammunition = d->ammunition[f];
        u->key = (uint32_t)d->formation_key[f];
        u->faction = (int32_t)d->formation_faction[f];
        u->side = w->faction[u->faction].side;
        u->area = u->place = (int32_t)d->formation_area[f];
        u->goal = u->road = NOWHERE;
    }
    for (int e = 0; e < w->entries; e++) {
        w->entry_area[e] = (int32_t)d->entry_area[e];
        w->entry_side[e] = (int32_t)d->entry_side[e];
        w->capacity[e] = d->capacity[e];
    }
}

/* Run days 0 to `days`; held and contested (days + 1, areas), series (days + 1, sides, SERIES).
 * Returns 0, or 1 when there is no memory or there are too many sides. */
int run(const Setup *d, const Params *params, int days, int8_t *held, int8_t *contested,
        double *series)
{
    War w = {.areas = (int)d->areas, .links = (int)d->links, .sides = (int)d->sides,
             .factions = (int)d->factions, .formations = (int)d->formations,
             .entries = (int)d->entries, .seed = (uint32_t)d->seed,
             .replication = (uint32_t)d->replication, .p = params};
    char *arena = calloc(1, size_of(d));
    uint8_t *reached = malloc((size_t)(d->sides * d->areas));
    int32_t *broke = malloc(sizeof(int32_t) * (size_t)d->formations);
    if (!arena || !reached || !broke || d->sides > MAX_SIDES) {
        free(arena);
        free(reached);
        free(broke);
        return 1;
    }
    lay_out(&w, d, arena);
    begin(&w, d);
    survey(&w);
    record(&w, 0, held, contested, series);
    for (int day = 1; day <= days; day++) {
        int changed = 0;
        muster(&w);
        orders(&w, day);
        movement(&w);
        supply(&w);
        combat(&w, day);
        cohesion(&w, day, reached, broke);
        for (int s = 0; s < w.sides; s++)
            changed |= w.stale[s];
        if (changed)
            survey(&w);
        record(&w, day, held, contested, series);
    }
    free(arena);
    free(reached);
    free(broke);
    return 0;
}
