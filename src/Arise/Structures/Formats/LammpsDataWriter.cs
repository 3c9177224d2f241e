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
        Lattice box = InLammpsOrientation(lattice);
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
            output.WriteVector(turned ? Turned(position, lattice, box) : position);
            output.Write('\n');
        }
    }

    private static Lattice InLammpsOrientation(Lattice lattice)
    {
        if (lattice is { A: { X: > 0, Y: 0, Z: 0 }, B: { Y: > 0, Z: 0 }, C.Z: > 0 })
            return lattice;
        Vector3D a = lattice.A, b = lattice.B, c = lattice.SignedVolume > 0 ? lattice.C : -lattice.C;
        Vector3D x = a.Normalized();
        Vector3D z = Vector3D.Cross(a, b).Normalized();
        Vector3D y = Vector3D.Cross(z, x);
        return new Lattice(
            new Vector3D(a.Length, 0, 0),
            new Vector3D(Vector3D.Dot(b, x), Vector3D.Dot(b, y), 0),
            new Vector3D(Vector3D.Dot(c, x), Vector3D.Dot(c, y), Vector3D.Dot(c, z)));
    }

    private static Vector3D Turned(Vector3D position, Lattice lattice, Lattice box)
    {
        Vector3D fractional = lattice.ToFractional(position);
        return box.ToCartesian(lattice.SignedVolume > 0 ? fractional : fractional with { Z = -fractional.Z });
    }

    private static void WriteBounds(TextWriter output, double length, string names)
    {
        output.Write("0 ");
        output.WriteReal(length);
        output.Write($" {names}\n");
    }
}
