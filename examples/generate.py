#!/usr/bin/env python3
"""Writes the examples of this folder, except the nanotube, from lattice constants of the literature.

Python 3, standard library only. The random numbers are seeded: the files come out the same every time.
Sources of the figures: README.md in this folder.
"""

import itertools
import math
import pathlib
import random

FOLDER = pathlib.Path(__file__).parent


def rock_salt_cif(a=5.6402):
    """NaCl, Fm-3m: all 192 operations = 48 of m-3m times 4 centerings."""
    letters = "xyz"
    operations = []
    for shift in [(0, 0, 0), (0, 1, 1), (1, 0, 1), (1, 1, 0)]:
        for order in itertools.permutations(range(3)):
            for signs in itertools.product((1, -1), repeat=3):
                operations.append(",".join(
                    ("-" if signs[k] < 0 else "") + letters[order[k]] + ("+1/2" if shift[k] else "")
                    for k in range(3)))
    lines = [
        "data_halite",
        "_chemical_name_mineral            halite",
        "_chemical_formula_sum             'Cl Na'",
        f"_cell_length_a                    {a}",
        f"_cell_length_b                    {a}",
        f"_cell_length_c                    {a}",
        "_cell_angle_alpha                 90",
        "_cell_angle_beta                  90",
        "_cell_angle_gamma                 90",
        "_space_group_name_H-M_alt         'F m -3 m'",
        "_space_group_IT_number            225",
        "_cell_formula_units_Z             4",
        "loop_",
        "_space_group_symop_operation_xyz",
        *[f"'{operation}'" for operation in operations],
        "loop_",
        "_atom_site_label",
        "_atom_site_type_symbol",
        "_atom_site_fract_x",
        "_atom_site_fract_y",
        "_atom_site_fract_z",
        "_atom_site_occupancy",
        "Na1 Na 0 0 0 1",
        "Cl1 Cl 0.5 0.5 0.5 1",
    ]
    (FOLDER / "rock_salt.cif").write_text("\n".join(lines) + "\n")


def defective_copper(a=3.6149, cells=4, missing=0.10, displacement=0.02, seed=1):
    """A block of fcc copper, not periodic: 10 % of the atoms missing, each coordinate moved by up to 2 % of d_NN."""
    numbers = random.Random(seed)
    basis = [(0, 0, 0), (0, 0.5, 0.5), (0.5, 0, 0.5), (0.5, 0.5, 0)]
    sites = [tuple((cell[k] + atom[k]) * a for k in range(3))
             for cell in itertools.product(range(cells), repeat=3) for atom in basis]
    kept = sorted(numbers.sample(range(len(sites)), len(sites) - round(missing * len(sites))))
    reach = displacement * a / math.sqrt(2)
    lines = [str(len(kept)), 'Properties=species:S:1:pos:R:3 pbc="F F F"']
    for site in kept:
        position = [x + numbers.uniform(-reach, reach) for x in sites[site]]
        lines.append("Cu" + "".join(f" {x:12.6f}" for x in position))
    (FOLDER / "copper_defective.xyz").write_text("\n".join(lines) + "\n")


def molybdenite_layer(a=3.15, bulk_c=12.30, u=0.621, c=20.0):
    """One layer of molybdenite in the middle of a cell of height c; sulfur stands (3/4 - u) bulk_c from molybdenum."""
    height = (0.75 - u) * bulk_c / c
    lines = [
        "MoS2, one layer of molybdenite, vacuum along c",
        "1.0",
        f"{a:18.12f}{0:18.12f}{0:18.12f}",
        f"{-a / 2:18.12f}{a * math.sqrt(3) / 2:18.12f}{0:18.12f}",
        f"{0:18.12f}{0:18.12f}{c:18.12f}",
        "Mo S",
        "1 2",
        "Direct",
        f"{1 / 3:18.12f}{2 / 3:18.12f}{0.5:18.12f}",
        f"{2 / 3:18.12f}{1 / 3:18.12f}{0.5 + height:18.12f}",
        f"{2 / 3:18.12f}{1 / 3:18.12f}{0.5 - height:18.12f}",
    ]
    (FOLDER / "MoS2_layer.vasp").write_text("\n".join(lines) + "\n")


def iron_trajectory(a=2.8665, cells=4, deviation=0.03, frames=3, seed=2):
    """bcc iron, periodic: every frame displaces every coordinate by a normal deviate, as thermal motion does."""
    numbers = random.Random(seed)
    sites = [tuple((cell[k] + atom) * a for k in range(3))
             for cell in itertools.product(range(cells), repeat=3) for atom in (0.0, 0.5)]
    lines = []
    for frame in range(frames):
        lines += ["ITEM: TIMESTEP", str(1000 * frame), "ITEM: NUMBER OF ATOMS", str(len(sites)),
                  "ITEM: BOX BOUNDS pp pp pp", *[f"0.0 {cells * a:.6f}"] * 3, "ITEM: ATOMS id type element x y z"]
        for number, site in enumerate(sites, start=1):
            position = [numbers.gauss(x, deviation) % (cells * a) for x in site]
            lines.append(f"{number} 1 Fe" + "".join(f" {x:.6f}" for x in position))
    (FOLDER / "iron.lammpstrj").write_text("\n".join(lines) + "\n")


if __name__ == "__main__":
    rock_salt_cif()
    defective_copper()
    molybdenite_layer()
    iron_trajectory()
