using Arise.Numerics;

namespace Arise.Structures.Formats;

/// <summary>
/// LAMMPS data file, atom style atomic, units metal or real (Angstrom), every digit. Types are the elements in order
/// of atomic number, with mass and symbol in the section Masses. A cell that is not in the orientation LAMMPS asks for
/// (a along x, b in the xy plane, c with positive z) is turned into it together with the atoms; a left-handed cell
/// is first made right-handed by reversing c, which leaves the crystal as it is.
/// </summary>
/// <remarks>Format: https://docs.lammps.org/read_data.html and https://docs.lammps.org/Howto_triclinic.html.</remarks>
internal sealed class LammpsDataWriter : IStructureWriter
{
    /// <inheritdoc/>
    public void Write(AtomicStructure structure, TextWriter output, string file)
    {
        if (structure.Lattice is not { } lattice)
            throw new StructureFormatException(
                file, 0,
                "a LAMMPS data file needs a box, and this structure has no cell; write extended XYZ.");
        Lattice box = LammpsBox.Restricted(lattice);
        bool turned = box != lattice;
        ChemicalElement[] types = [.. structure.DistinctSpecies()];

        output.Write($"{(structure.Name ?? structure.Formula()).ReplaceLineEndings(" ")}\n\n");
        output.Write($"{structure.Count} atoms\n{types.Length} atom types\n\n");
        WriteBounds(output, box.A.X, "xlo xhi");
        WriteBounds(output, box.B.Y, "ylo yhi");
        WriteBounds(output, box.C.Z, "zlo zhi");
        var tilt = new Vector3D(box.B.X, box.C.X, box.C.Y);
        if (tilt != Vector3D.Zero)
        {
            output.WriteVector(tilt);
            output.Write(" xy xz yz\n");
        }

        output.Write("\nMasses\n\n");
        for (int type = 0; type < types.Length; type++)
        {
            output.Write($"{type + 1} ");
            output.WriteReal(types[type].Mass);
            output.Write($" # {types[type].Symbol}\n");
        }

        output.Write("\nAtoms # atomic\n\n");
        for (int atom = 0; atom < structure.Count; atom++)
        {
            output.Write($"{atom + 1} {Array.IndexOf(types, structure.Species[atom]) + 1} ");
            Vector3D position = structure.Positions[atom];
            output.WriteVector(turned ? LammpsBox.Turned(position, lattice, box) : position);
            output.Write('\n');
        }
    }

    private static void WriteBounds(TextWriter output, double length, string names)
    {
        output.Write("0 ");
        output.WriteReal(length);
        output.Write($" {names}\n");
    }
}
