using Arise.Numerics;
using Arise.Structures;
using Arise.Synthesis;

namespace Arise.Samples;

/// <summary>Blocks of crystals, large enough that an atom does not meet itself.</summary>
internal static class CrystalBlocks
{
    private const double LeastWidth = 6.5;
    private const double MostWidth = 8;
    private const int FewestAtoms = 250;
    private const int MostAtoms = 1000;

    /// <summary>
    /// A supercell that is 6.5 to 8 nearest distances wide along every periodic direction; wider when it has few
    /// atoms, narrower when it has many.
    /// </summary>
    /// <param name="cell">The cell of a crystal, layer or tube.</param>
    /// <param name="distance">Distance of nearest neighbors, Angstrom.</param>
    /// <param name="draws">Random numbers.</param>
    public static AtomicStructure Supercell(AtomicStructure cell, double distance, Draws draws)
    {
        double width = draws.Uniform(LeastWidth, MostWidth);
        if (!cell.Periodicity.Any)
            return cell;
        (int A, int B, int C) n = Repetitions(cell, width * distance);
        while (Atoms() < FewestAtoms && width < 2 * MostWidth)
            n = Repetitions(cell, (width += 0.5) * distance);
        while (Atoms() > MostAtoms && width > LeastWidth)
            n = Repetitions(cell, (width -= 0.5) * distance);
        return cell.Repeat(n.A, n.B, n.C);

        double Atoms() => (double)cell.Count * n.A * n.B * n.C;
    }

    /// <summary>
    /// The block with a surface: a slab, the part on one side of a plane of any direction, or a ball.
    /// </summary>
    /// <param name="cell">The cell of a bulk crystal.</param>
    /// <param name="distance">Distance of nearest neighbors, Angstrom.</param>
    /// <param name="draws">Random numbers.</param>
    public static AtomicStructure WithSurface(AtomicStructure cell, double distance, Draws draws)
    {
        double kind = draws.Uniform();
        if (kind < 0.4)
            return Ball(cell, distance, draws);
        AtomicStructure block = Supercell(cell, distance, draws);
        int axis = draws.Below(3);
        if (kind < 0.7)
            return block.WithPeriodicity(new Periodicity(axis != 0, axis != 1, axis != 2));
        return Below(block, draws.Direction(), draws.Uniform(0.4, 0.85));
    }

    /// <summary>A layer that ends: a ribbon, or what lies on one side of a line.</summary>
    public static AtomicStructure Flake(AtomicStructure layer, Draws draws)
    {
        bool alongA = draws.Chance(0.5);
        if (draws.Chance(0.5))
            return layer.WithPeriodicity(new Periodicity(alongA, !alongA, false));
        double angle = draws.Uniform(0, 2 * Math.PI);
        var normal = new Vector3D(Math.Cos(angle), Math.Sin(angle), 0);
        return Below(layer, normal, draws.Uniform(0.5, 0.9));
    }

    private static (int A, int B, int C) Repetitions(AtomicStructure cell, double width)
    {
        Lattice lattice = cell.Lattice!;
        return (Along(0, lattice.ReciprocalA), Along(1, lattice.ReciprocalB), Along(2, lattice.ReciprocalC));

        int Along(int axis, Vector3D reciprocal) =>
            cell.Periodicity[axis] ? Math.Max(1, (int)Math.Ceiling((width * reciprocal.Length) - 1e-6)) : 1;
    }

    private static AtomicStructure Below(AtomicStructure block, Vector3D normal, double share) =>
        block.Select([.. Enumerable.Range(0, block.Count)
            .OrderBy(atom => Vector3D.Dot(normal, block.Positions[atom]))
            .Take((int)(share * block.Count))
            .Order()]).WithPeriodicity(Periodicity.None);

    // With a diameter of 6 to 15 nearest distances, 2 to 4 nm in metals.
    private static AtomicStructure Ball(AtomicStructure cell, double distance, Draws draws)
    {
        double radius = draws.Uniform(3.2, 6.5) * distance;
        double density = cell.Count / cell.Lattice!.Volume;
        double fewest = Math.Cbrt(60 * 3 / (4 * Math.PI * density));
        return CrystalPiece.Ball(cell, cell.Lattice.ToCartesian(draws.Point()), Math.Max(radius, fewest));
    }
}
