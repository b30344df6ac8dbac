#!/usr/bin/env python3
"""Reduce public tables to the small files beside this script.

    python3 reduce.py US.txt zcta_share.csv zcta_race.csv area-codes.parquet ssa.csv.gz census_2010.csv

README.md says which package each input comes from. Needs shapely and pyarrow.
Running it again on the same inputs writes the same bytes.
"""
import csv, gzip, sys
from collections import defaultdict

import pyarrow.parquet
import shapely

ZIPS = 3900   # places aimed at; every state gets at least LEAST of them
LEAST = 20
NAMES = 400   # first names of each sex
SURNAMES = 1000

# Resident population on 1 April 2020 (US Census Bureau, apportionment table 2)
# and the time zone most of the state keeps (49 CFR part 71).
E, C, M, P = "America/New_York", "America/Chicago", "America/Denver", "America/Los_Angeles"
STATES = {
    "AL": (5024279, C), "AK": (733391, "America/Anchorage"), "AZ": (7151502, "America/Phoenix"),
    "AR": (3011524, C), "CA": (39538223, P), "CO": (5773714, M), "CT": (3605944, E), "DE": (989948, E),
    "DC": (689545, E), "FL": (21538187, E), "GA": (10711908, E), "HI": (1455271, "Pacific/Honolulu"),
    "ID": (1839106, "America/Boise"), "IL": (12812508, C), "IN": (6785528, "America/Indiana/Indianapolis"),
    "IA": (3190369, C), "KS": (2937880, C), "KY": (4505836, E), "LA": (4657757, C), "ME": (1362359, E),
    "MD": (6177224, E), "MA": (7029917, E), "MI": (10077331, "America/Detroit"), "MN": (5706494, C),
    "MS": (2961279, C), "MO": (6154913, C), "MT": (1084225, M), "NE": (1961504, C), "NV": (3104614, P),
    "NH": (1377529, E), "NJ": (9288994, E), "NM": (2117522, M), "NY": (20201249, E), "NC": (10439388, E),
    "ND": (779094, C), "OH": (11799448, E), "OK": (3959353, C), "OR": (4237256, P), "PA": (13002700, E),
    "RI": (1097379, E), "SC": (5118425, E), "SD": (886667, C), "TN": (6910840, C), "TX": (29145505, C),
    "UT": (3271616, M), "VT": (643077, E), "VA": (8631393, E), "WA": (7705281, P), "WV": (1793716, E),
    "WI": (5893718, C), "WY": (576851, M),
}
assert sum(p for p, _ in STATES.values()) == 331449281  # the published total

# Counties that keep another zone than their state (the same source; counties
# that are split go with most of their people).
ELSEWHERE = {
    ("FL", C): "Bay Calhoun Escambia Holmes Jackson Okaloosa Santa_Rosa Walton Washington",
    ("ID", P): "Benewah Bonner Boundary Clearwater Kootenai Latah Lewis Nez_Perce Shoshone",
    ("IN", C): "Gibson Jasper Lake La_Porte LaPorte Newton Perry Porter Posey Spencer Starke Vanderburgh Warrick",
    ("KS", M): "Greeley Hamilton Sherman Wallace",
    ("KY", C): "Adair Allen Ballard Barren Breckinridge Butler Caldwell Calloway Carlisle Christian Clinton Crittenden "
               "Cumberland Daviess Edmonson Fulton Graves Grayson Green Hancock Hart Henderson Hickman Hopkins Livingston "
               "Logan Lyon Marshall McCracken McLean Metcalfe Monroe Muhlenberg Ohio Russell Simpson Todd Trigg Union "
               "Warren Webster",
    ("MI", C): "Dickinson Gogebic Iron Menominee",
    ("ND", M): "Adams Billings Bowman Golden_Valley Grant Hettinger Slope Stark",
    ("NE", M): "Arthur Banner Box_Butte Chase Cheyenne Dawes Deuel Dundy Garden Grant Hooker Keith Kimball Morrill "
               "Perkins Scotts_Bluff Sheridan Sioux",
    ("OR", "America/Boise"): "Malheur",
    ("SD", M): "Bennett Butte Corson Custer Dewey Fall_River Haakon Harding Jackson Lawrence Meade Oglala_Lakota "
               "Pennington Perkins Shannon Ziebach",
    ("TN", E): "Anderson Blount Bradley Campbell Carter Claiborne Cocke Grainger Greene Hamblen Hamilton Hancock Hawkins "
               "Jefferson Johnson Knox Loudon McMinn Meigs Monroe Morgan Polk Rhea Roane Scott Sevier Sullivan Unicoi "
               "Union Washington",
    ("TX", M): "El_Paso Hudspeth",
}
ZONE = {(s, c.replace("_", " ")): z for (s, z), cs in ELSEWHERE.items() for c in cs.split()}

# The states of the area codes in the polygons (NANPA's public list by state).
NPA = {s: set(codes.split()) for s, codes in {
    "AL": "205 251 256 334 659 938", "AK": "907", "AZ": "480 520 602 623 928", "AR": "327 479 501 870",
    "CA": "209 213 279 310 323 341 350 357 369 408 415 424 442 510 530 559 562 619 626 628 650 657 661 669 707 714 738 747 "
          "760 805 818 820 831 837 840 858 909 916 925 949 951",
    "CO": "303 719 720 970 983", "CT": "203 475 860 959", "DE": "302", "DC": "202 771",
    "FL": "239 305 321 324 352 386 407 448 561 645 656 689 727 728 754 772 786 813 850 863 904 941 954",
    "GA": "229 404 470 478 678 706 762 770 912 943", "HI": "808", "ID": "208 986",
    "IL": "217 224 309 312 331 447 464 618 630 708 730 773 779 815 847 861 872", "IN": "219 260 317 463 574 765 812 930",
    "IA": "319 515 563 641 712", "KS": "316 620 785 913", "KY": "270 364 502 606 859", "LA": "225 318 337 457 504 985",
    "ME": "207", "MD": "227 240 301 410 443 667", "MA": "339 351 413 508 617 774 781 857 978",
    "MI": "231 248 269 313 517 586 616 679 734 810 906 947 989", "MN": "218 320 507 612 651 763 924 952",
    "MS": "228 471 601 662 769", "MO": "235 314 417 557 573 636 660 816 975", "MT": "406", "NE": "308 402 531",
    "NV": "702 725 775", "NH": "603", "NJ": "201 551 609 640 732 848 856 862 908 973", "NM": "505 575",
    "NY": "212 315 329 332 347 363 516 518 585 607 624 631 646 680 716 718 838 845 914 917 929 934",
    "NC": "252 336 472 704 743 828 910 919 980 984", "ND": "701",
    "OH": "216 220 234 283 326 330 380 419 436 440 513 567 614 740 937", "OK": "405 539 572 580 918",
    "OR": "458 503 541 971", "PA": "215 223 267 272 412 445 484 570 582 610 717 724 814 835 878", "RI": "401",
    "SC": "803 821 839 843 854 864", "SD": "605", "TN": "423 615 629 731 865 901 931",
    "TX": "210 214 254 281 325 346 361 409 430 432 469 512 621 682 713 726 737 806 817 830 832 903 915 936 940 945 956 972 979",
    "UT": "385 435 801", "VT": "802", "VA": "276 434 540 571 686 703 757 804 826 948", "WA": "206 253 360 425 509 564",
    "WV": "304 681", "WI": "262 274 353 414 534 608 715 920", "WY": "307"}.items()}


def population(share_file, race_file):
    """People by ZIP area, from P(area | race) and P(race | area) of the 2010 census.

    Both come from the same counts, so people(area) = people(race) * P(area | race) / P(race | area)
    for any race that lives there: the commonest is the most exact. people(race) follows from the
    areas where the race and the white are both common, up to the factor that the total fixes.
    """
    share = {r.pop("zcta5"): {k: float(v or 0) for k, v in r.items()} for r in csv.DictReader(open(share_file))}
    race = {r.pop("zcta5"): {k: float(v or 0) for k, v in r.items()} for r in csv.DictReader(open(race_file))}
    total = {"white": 1.0}
    for name in ("black", "api", "native", "hispanic"):
        ratios = sorted(share[z]["white"] / race[z]["white"] * race[z][name] / share[z][name]
                        for z in share if min(race[z]["white"], race[z][name]) > 0.1)
        total[name] = ratios[len(ratios) // 2]
    people = {}
    for z in share:
        common = max(total, key=race[z].get)
        if race[z][common]:
            people[z] = total[common] * share[z][common] / race[z][common]
    everyone = 308745538 + 3725789  # 2010 census, Puerto Rico included
    factor = everyone / sum(people.values())
    return {z: p * factor for z, p in people.items()}


def systematic(zips, people, n):
    """n of zips, spaced evenly along their summed population: probability proportional to size."""
    step = sum(people[z] for z in zips) / n
    chosen, total = [], -step / 2
    for z in sorted(zips):
        total += people[z]
        while total >= 0:
            chosen.append(z)
            total -= step
    return chosen


def places(us, people, polygons):
    rows = {}
    for f in csv.reader(open(us, encoding="utf-8"), delimiter="\t", quoting=csv.QUOTE_NONE):
        if f[4] in STATES and f[1] in people and f[11] == "4":
            rows[f[1]] = (f[4], f[3], f[5], f[2], float(f[9]), float(f[10]))
    codes, shapes = zip(*((r["area_code"], shapely.from_wkb(r["geometry"]))
                          for r in pyarrow.parquet.read_table(polygons).to_pylist()))
    tree = shapely.STRtree(shapes)

    def area_codes(state, lat, lon):
        point = shapely.Point(lon, lat)
        found = {codes[i] for i in tree.query(point, "within")} & NPA[state]
        if not found:  # a centroid just off the coast or the border
            _, near = min((shapes[i].distance(point), c) for i, c in enumerate(codes) if c in NPA[state])
            found = {near}
        return "/".join(sorted(found))

    total = sum(p for p, _ in STATES.values())
    with open("places.txt", "w") as out:
        out.write(
            "# ZIP codes, cities, counties and coordinates: GeoNames postal codes (https://www.geonames.org), CC BY 4.0, reduced.\n"
            "# Chosen with probability proportional to 2010 census population; state populations of 2020. See README.md.\n")
        for state, (pop, zone) in STATES.items():
            mine = [z for z, r in rows.items() if r[0] == state]
            chosen = systematic(mine, people, max(LEAST, round(ZIPS * pop / total)))
            regions = sorted({area_codes(state, *rows[z][4:]) for z in chosen})
            out.write(f"={state}\t{rows[mine[0]][1]}\t{pop}\t{zone}\t{' '.join(regions)}\n")
            nested = defaultdict(lambda: defaultdict(list))
            for z in chosen:
                _, _, county, city, lat, lon = rows[z]
                county, city = county.removesuffix(" (city)").removeprefix("City of "), city
                letter = chr(ord("a") + regions.index(area_codes(state, lat, lon)))
                nested[county][city].append(f"{z}{letter}{round(lat * 100):04d}{round(-lon * 100):05d}")
            for county in sorted(nested):
                other = ZONE.get((state, county))
                out.write(f"+{county}" + (f"\t{other}" if other else "") + "\n")
                for city in sorted(nested[county]):
                    out.write(f"{city}\t{' '.join(nested[county][city])}\n")


def first_names(ssa):
    births = defaultdict(lambda: [0] * 10)  # (sex, name) by decade, 1920s to 2010s
    totals = defaultdict(lambda: [0] * 10)
    for r in csv.DictReader(gzip.open(ssa, "rt")):
        decade = (int(r["year_of_birth"]) - 1920) // 10
        if 0 <= decade < 10 and r["first_name"].isascii():
            births[r["sex"], r["first_name"]][decade] += int(r["count"])
            totals[r["sex"]][decade] += int(r["count"])
    with open("first_names.txt", "w") as out:
        out.write("# First names by sex: births per 100,000 in the decades 1920s to 2010s (to 2015).\n"
                  "# US Social Security Administration, national data by year, public domain. See README.md.\n")
        for sex in "fm":
            per = {n: [round(1e5 * c / t) for c, t in zip(b, totals[sex])]
                   for (s, n), b in births.items() if s == sex}
            # The largest share of any decade and the mean share, so that old and new fashions both enter.
            best = sorted(per, key=lambda n: (-max(per[n]) - sum(per[n]), n))[:NAMES]
            out.write(f"={sex}\n")
            for n in sorted(best):
                out.write(f"{n.capitalize()} {' '.join(map(str, per[n]))}\n")


IRISH = {"OBRIEN", "OCONNOR", "ONEAL", "ONEIL", "ONEILL", "ODONNELL", "OCONNELL", "OKEEFE", "OREILLY", "OLEARY", "OHARA"}


def surname(s):
    if s in IRISH:
        return "O'" + s[1:].capitalize()
    if s.startswith("MC") and len(s) > 4:
        return "Mc" + s[2:].capitalize()
    return {"MACDONALD": "MacDonald", "LEBLANC": "LeBlanc", "DELEON": "De Leon", "DELACRUZ": "De la Cruz",
            "DEJESUS": "De Jesus", "DELAROSA": "De la Rosa"}.get(s, s.capitalize())


def last_names(census):
    races = ("pctwhite", "pctblack", "pctapi", "pctaian", "pct2prace", "pcthispanic")
    with open("last_names.txt", "w") as out:
        out.write("# The 1,000 most frequent surnames: people per million; of 100 bearers, how many are white, black, Asian or Pacific\n"
                  "# Islander, American Indian or Alaska Native, of two or more races (none of them Hispanic), and Hispanic.\n"
                  "# US Census Bureau, 2010 census surnames, public domain. See README.md.\n")
        rows = [r for r in csv.DictReader(open(census)) if r["name"] != "ALL OTHER NAMES"]
        for r in sorted(rows, key=lambda r: (-int(r["count"]), r["name"]))[:SURNAMES]:
            shares = " ".join("0" if r[k] == "(S)" else str(round(float(r[k]))) for k in races)
            out.write(f"{surname(r['name'])}\t{round(float(r['prop100k']) * 10)} {shares}\n")


us, share, race, polygons, ssa, census = sys.argv[1:]
places(us, population(share, race), polygons)
first_names(ssa)
last_names(census)
