using System.Globalization;
using Arise.Numerics;

namespace Arise.Structures.Formats;

/// <summary>
/// LAMMPS dump, style custom, every digit: id, type, element, x, y, z, and all further columns, those of several
/// components as name[1], name[2], ... The time step, the time and the origin of the box are the properties "timestep",
/// "time" and <see cref="LammpsBox.OriginKey"/>; without a time step it is 0. Without the columns id and type the atoms
/// are numbered from 1 and the elements by atomic number. A cell that is not in the orientation LAMMPS asks for
/// is turned into it together with the atoms, as in a data file; where a column may be a vector, which would have to
/// turn with them, it is written as a general triclinic box instead. Without a cell it is the box around the atoms.
/// </summary>
/// <remarks>
/// Format: https://docs.lammps.org/dump.html and https://docs.lammps.org/Howto_triclinic.html. Logical values are 1 and
/// 0.
/// </remarks>
internal sealed class LammpsDumpWriter : IStructureWriter
{
    private static readonly string[] Own = ["element", "x", "y", "z"];

    /// <inheritdoc/>
    public void Write(AtomicStructure structure, TextWriter output, string file)
    {
        AtomColumn[] further = Further(structure, file);
        WriteItem(output, "TIMESTEP", structure.Properties.GetValueOrDefault("timestep", "0"), "0");
        if (structure.Properties.TryGetValue("time", out string? time) && IsNumber(time))
            WriteItem(output, "TIME", time, "0");
        output.Write("ITEM: NUMBER OF ATOMS\n");
        output.WriteInteger(structure.Count);
        output.Write('\n');
        Lattice? lattice = structure.Lattice;
        Lattice? box = lattice is null || MayHoldVectors(further) ? lattice : LammpsBox.Restricted(lattice);
        bool isTurned = box != lattice;
        Vector3D origin = LammpsBox.OriginOf(structure);
        if (box is not null)
            WriteBox(output, box, isTurned ? Turned(origin) : origin, structure.Periodicity);
        else
            WriteBoxAround(output, structure);
        output.Write("ITEM: ATOMS id type element x y z");
        foreach (AtomColumn column in further)
        {
            for (int k = 1; k <= column.Width; k++)
                output.Write(column.Width == 1 ? $" {column.Name}" : $" {column.Name}[{k}]");
        }

        output.Write('\n');
        long[]? ids = Whole(structure, "id"), types = Whole(structure, "type");
        int[] numbers = new int[ChemicalElement.MaxAtomicNumber + 1];
        foreach ((int index, ChemicalElement element) in structure.DistinctSpecies().Index())
            numbers[element.AtomicNumber] = index + 1;
        for (int atom = 0; atom < structure.Count; atom++)
        {
            ChemicalElement element = structure.Species[atom];
            output.WriteInteger(ids?[atom] ?? atom + 1);
            output.Write(' ');
            output.WriteInteger(types?[atom] ?? numbers[element.AtomicNumber]);
            output.Write(' ');
            output.Write(element.Symbol);
            output.Write(' ');
            Vector3D position = structure.Positions[atom];
            output.WriteVector(isTurned ? Turned(position) : position);
            foreach (AtomColumn column in further)
                column.WriteRow(atom, output, '1', '0');
            output.Write('\n');
        }

        Vector3D Turned(Vector3D place) => LammpsBox.Turned(place, lattice!, box!);
    }

    // Several reals in one column, or three columns: fx, fy, fz.
    private static bool MayHoldVectors(AtomColumn[] columns)
    {
        HashSet<string> names =
            [.. columns.Where(column => column.Kind == AtomColumnKind.Real).Select(column => column.Name)];
        return columns.Any(column => column is { Kind: AtomColumnKind.Real, Width: > 1 })
            || names.Any(name => name is [.. var of, 'x'] && names.Contains(of + 'y') && names.Contains(of + 'z'))
            || names.Any(name => name is [.. var of, 'X'] && names.Contains(of + 'Y') && names.Contains(of + 'Z'));
    }

    private static void WriteItem(TextWriter output, string item, string value, string otherwise) =>
        output.Write($"ITEM: {item}\n{(IsNumber(value) ? value : otherwise)}\n");

    private static bool IsNumber(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value)
        && double.IsFinite(value);

    private static void WriteBox(TextWriter output, Lattice lattice, Vector3D origin, Periodicity periodicity)
    {
        (Vector3D a, Vector3D b, Vector3D c) = (lattice.A, lattice.B, lattice.C);
        string boundary = string.Join(' ', Enumerable.Range(0, 3).Select(axis => periodicity[axis] ? "pp" : "ff"));
        if (!LammpsBox.IsRestricted(lattice))
        {
            output.Write($"ITEM: BOX BOUNDS abc origin {boundary}\n");
            for (int axis = 0; axis < 3; axis++)
            {
                output.WriteVector(lattice[axis]);
                WriteNext(output, origin[axis]);
                output.Write('\n');
            }

            return;
        }

        (double xy, double xz, double yz) = (b.X, c.X, c.Y);
        bool isTilted = xy != 0 || xz != 0 || yz != 0;
        output.Write($"ITEM: BOX BOUNDS {(isTilted ? "xy xz yz " : "")}{boundary}\n");
        WriteBounds(
            output,
            origin.X + Math.Min(Math.Min(0, xy), Math.Min(xz, xy + xz)),
            origin.X + a.X + Math.Max(Math.Max(0, xy), Math.Max(xz, xy + xz)),
            isTilted ? xy : null);
        WriteBounds(
            output, origin.Y + Math.Min(0, yz), origin.Y + b.Y + Math.Max(0, yz), isTilted ? xz : null);
        WriteBounds(output, origin.Z, origin.Z + c.Z, isTilted ? yz : null);
    }

    // A box has a volume, also around atoms in a plane.
    private static void WriteBoxAround(TextWriter output, AtomicStructure structure)
    {
        const double room = 0.5;
        Vector3D low = structure.Positions[0], high = low;
        foreach (Vector3D p in structure.Positions)
        {
            low = new Vector3D(Math.Min(low.X, p.X), Math.Min(low.Y, p.Y), Math.Min(low.Z, p.Z));
            high = new Vector3D(Math.Max(high.X, p.X), Math.Max(high.Y, p.Y), Math.Max(high.Z, p.Z));
        }

        output.Write("ITEM: BOX BOUNDS ff ff ff\n");
        for (int axis = 0; axis < 3; axis++)
            WriteBounds(output, low[axis] - room, high[axis] + room, null);
    }

    private static void WriteBounds(TextWriter output, double low, double high, double? tilt)
    {
        output.WriteReal(low);
        WriteNext(output, high);
        if (tilt is { } value)
            WriteNext(output, value);
        output.Write('\n');
    }

    private static void WriteNext(TextWriter output, double value)
    {
        output.Write(' ');
        output.WriteReal(value);
    }

    private static long[]? Whole(AtomicStructure structure, string name) => structure.Columns
        .FirstOrDefault(column => IsWhole(column) && column.Name == name)?.Values as long[];

    private static bool IsWhole(AtomColumn column) => column is { Kind: AtomColumnKind.Integer, Width: 1 };

    private static AtomColumn[] Further(AtomicStructure structure, string file)
    {
        AtomColumn[] further =
            [.. structure.Columns.Where(column => !(column.Name is "id" or "type" && IsWhole(column)))];
        foreach (AtomColumn column in further)
        {
            if (column.Name is "id" or "type" || Own.Contains(column.Name) || column.Name.Any(char.IsWhiteSpace))
            {
                throw new StructureFormatException(
                    file, 0, $"a LAMMPS dump cannot hold a column named '{column.Name}'; rename it.");
            }

            column.RequireWords(file, "a LAMMPS dump");
        }

        return further;
    }
}
