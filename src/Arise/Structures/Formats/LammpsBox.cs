using System.Globalization;
using Arise.Numerics;

namespace Arise.Structures.Formats;

/// <summary>The simulation box of LAMMPS: a cell, the corner where it begins, and what is periodic.</summary>
/// <param name="Lattice">Edge vectors, Angstrom.</param>
/// <param name="Origin">The corner, Angstrom.</param>
/// <param name="Periodicity">Periodic directions.</param>
internal sealed record LammpsBox(Lattice Lattice, Vector3D Origin, Periodicity Periodicity)
{
    /// <summary>
    /// Property of a structure whose box does not begin at zero: its corner, Angstrom, as OVITO writes it into extended
    /// XYZ.
    /// </summary>
    public const string OriginKey = "Origin";

    /// <summary>The corner that a structure names, Angstrom; zero without one.</summary>
    public static Vector3D OriginOf(AtomicStructure structure)
    {
        string[] words = structure.Properties.GetValueOrDefault(OriginKey, "")
            .Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var origin = new double[3];
        for (int axis = 0; axis < 3; axis++)
        {
            if (words.Length != 3 || !LineFields.TryReal(words[axis], out origin[axis])
                || !double.IsFinite(origin[axis]))
                return Vector3D.Zero;
        }

        return new Vector3D(origin[0], origin[1], origin[2]);
    }

    /// <summary>The corner as a property, every digit; null at zero.</summary>
    public string? OriginText => Origin == Vector3D.Zero
        ? null
        : string.Create(CultureInfo.InvariantCulture, $"{Origin.X:R} {Origin.Y:R} {Origin.Z:R}");

    /// <summary>Position of scaled coordinates: origin + ((f1 a + f2 b) + f3 c).</summary>
    public Vector3D FromScaled(Vector3D scaled) => Origin + Lattice.ToCartesian(scaled);

    /// <summary>Whether a cell has the orientation LAMMPS asks for: a along x, b in the xy plane, c with positive z.
    /// </summary>
    public static bool IsRestricted(Lattice lattice) =>
        lattice is { A: { X: > 0, Y: 0, Z: 0 }, B: { Y: > 0, Z: 0 }, C.Z: > 0 };

    /// <summary>
    /// A cell in the orientation LAMMPS asks for. A left-handed cell is first made right-handed by reversing c, which
    /// leaves the crystal as it is.
    /// </summary>
    public static Lattice Restricted(Lattice lattice)
    {
        if (IsRestricted(lattice))
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

    /// <summary>Where a position lies after a cell was turned into its <see cref="Restricted"/> form.</summary>
    public static Vector3D Turned(Vector3D position, Lattice lattice, Lattice restricted)
    {
        Vector3D fractional = lattice.ToFractional(position);
        return restricted.ToCartesian(
            lattice.SignedVolume > 0 ? fractional : fractional with { Z = -fractional.Z });
    }

    /// <summary>
    /// Periodicity from the boundary words of a dump ("pp pp ff"): p is periodic; f, s and m are not. Without words
    /// (files of old versions) everything is periodic.
    /// </summary>
    public static Periodicity ReadPeriodicity(LineReader lines, ReadOnlySpan<string> words)
    {
        if (words.Length == 0)
            return Periodicity.Bulk;
        if (words.Length != 3)
            throw lines.Error("BOX BOUNDS must end with three boundary words, for example pp pp ff.");
        Span<bool> periodic = stackalloc bool[3];
        for (int axis = 0; axis < 3; axis++)
        {
            if (words[axis].Length is not (1 or 2) || words[axis].AsSpan().ContainsAnyExcept("pfsm"))
                throw lines.Error(
                    $"{LineReader.Quote(words[axis])} is not a boundary; it must be made of p, f, s and m.");
            periodic[axis] = words[axis][0] == 'p';
        }

        return new Periodicity(periodic[0], periodic[1], periodic[2]);
    }
}
