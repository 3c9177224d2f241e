using Arise.Numerics;
using Arise.Structures;

namespace Arise.Defects;

/// <summary>
/// Displacements like those of a hot crystal: a sample of the Boltzmann distribution of harmonic springs, in which
/// neighbors move together as far as the springs ask for it.
/// </summary>
/// <remarks>
/// The energy is u' K u / 2 with K = B' B: a row of B is the square root of a stiffness times the difference of two
/// displacements along one axis, or one displacement. With normal numbers xi, one per row, u = K^-1 B' xi has the
/// covariance K^-1 B' B K^-1 = K^-1, that of the distribution at k_B T = 1. The system K u = B' xi is solved by
/// conjugate gradients (M. R. Hestenes, E. Stiefel, J. Res. NBS 49, 409 (1952)).
/// </remarks>
internal static class SpringDisplacements
{
    /// <summary>Steps of conjugate gradients that suffice for a sample of a crystal.</summary>
    public const int Steps = 60;

    private const double Converged = 1e-20;

    private readonly record struct Spring(int From, int To, Vector3D Along, double Stiffness);

    /// <summary>
    /// Moves the atoms. A motion of all atoms together is taken out, and the rest is scaled so that the mean square of
    /// a component, over all atoms, is the square of <paramref name="deviation"/>.
    /// </summary>
    /// <param name="structure">Atoms at their sites.</param>
    /// <param name="springs">The springs.</param>
    /// <param name="deviation">Root mean square of a component, Angstrom, not negative.</param>
    /// <param name="seed">Seed; the same seed and number move the atoms in the same way.</param>
    /// <param name="number">Number of the structure: each has a random stream of its own.</param>
    /// <exception cref="ArgumentException">A value is out of range.</exception>
    public static AtomicStructure Move(
        AtomicStructure structure, SpringModel springs, double deviation, ulong seed, ulong number = 0)
    {
        ArgumentNullException.ThrowIfNull(structure);
        if (!(deviation >= 0 && double.IsFinite(deviation)))
            throw new ArgumentOutOfRangeException(nameof(deviation), deviation, "The deviation is not a length.");
        if (deviation == 0 || structure.Count < 2)
            return structure;
        Vector3D[] moves = Sample(structure, springs, RandomStreams.Of(RandomStreams.SpringForces, seed, number));
        Vector3D mean = Vector3D.Zero;
        foreach (Vector3D move in moves)
            mean += move / moves.Length;
        double square = 0;
        for (int atom = 0; atom < moves.Length; atom++)
        {
            moves[atom] -= mean;
            square += Vector3D.Dot(moves[atom], moves[atom]);
        }

        double scale = deviation / Math.Sqrt(square / (3 * moves.Length));
        var positions = new Vector3D[moves.Length];
        for (int atom = 0; atom < positions.Length; atom++)
            positions[atom] = structure.Positions[atom] + (scale * moves[atom]);
        return structure.WithPositions(positions);
    }

    /// <summary>One sample of the displacements at k_B T = 1, as it comes.</summary>
    /// <param name="structure">Atoms at their sites.</param>
    /// <param name="springs">The springs.</param>
    /// <param name="random">Random numbers of the forces.</param>
    /// <param name="steps">Most steps of conjugate gradients.</param>
    internal static Vector3D[] Sample(
        AtomicStructure structure, SpringModel springs, RandomNumbers random, int steps = Steps)
    {
        springs.Validate();
        Spring[] bonds = Bonds(structure, springs);
        var forces = new Vector3D[structure.Count];
        ulong next = 0;
        double site = Math.Sqrt(springs.OnSite);
        for (int atom = 0; atom < forces.Length; atom++)
            forces[atom] = site * Normal();
        double across = Math.Sqrt(springs.Transverse);
        foreach (Spring bond in bonds)
        {
            Vector3D xi = Normal();
            double along = Vector3D.Dot(bond.Along, xi);
            Vector3D force = Math.Sqrt(bond.Stiffness) * ((across * xi) + ((1 - across) * along * bond.Along));
            forces[bond.From] += force;
            forces[bond.To] -= force;
        }

        return Solve(bonds, springs, forces, steps);

        Vector3D Normal()
        {
            next += 4;
            return new Vector3D(random.Normal(next - 4), random.Normal(next - 3), random.Normal(next - 2));
        }
    }

    private static Spring[] Bonds(AtomicStructure structure, SpringModel springs)
    {
        double[] nearest = NearestDistances(structure);
        double reach = springs.Reach * nearest.Max();
        if (!(reach > 0))
            return [];
        var bonds = new List<Spring>();
        var search = new NeighborSearch(structure, reach);
        var neighbors = new NeighborBuffer();
        for (int atom = 0; atom < structure.Count; atom++)
        {
            search.FindUnordered(atom, neighbors);
            for (int k = 0; k < neighbors.Count; k++)
            {
                int other = neighbors.Atoms[k];
                double r = Math.Sqrt(neighbors.SquaredDistances[k]);
                double length = 2 * r / (nearest[atom] + nearest[other]);
                if (length >= springs.Reach || other == atom)
                    continue;
                var vector = new Vector3D(neighbors.X[k], neighbors.Y[k], neighbors.Z[k]);
                bonds.Add(new Spring(atom, other, vector / r, Math.Exp(-springs.Decay * (length - 1))));
            }
        }

        return [.. bonds];
    }

    // Zero where there is none within ten times the mean spacing.
    private static double[] NearestDistances(AtomicStructure structure)
    {
        var nearest = new double[structure.Count];
        var neighbors = new NeighborBuffer();
        double reach = Spacing(structure);
        int missing = nearest.Length;
        for (int attempt = 0; attempt < 4 && missing > 0; attempt++, reach *= 2)
        {
            var search = new NeighborSearch(structure, reach);
            for (int atom = 0; atom < nearest.Length; atom++)
            {
                if (nearest[atom] > 0)
                    continue;
                search.Find(atom, neighbors);
                double least = double.PositiveInfinity;
                foreach (double square in neighbors.SquaredDistances)
                    least = Math.Min(least, square);
                if (double.IsFinite(least))
                {
                    nearest[atom] = Math.Sqrt(least);
                    missing--;
                }
            }
        }

        return nearest;
    }

    // About the distance of neighbors, from the box around all atoms; a layer or a row has a box of some thickness.
    private static double Spacing(AtomicStructure structure)
    {
        Vector3D low = structure.Positions[0], high = low;
        foreach (Vector3D p in structure.Positions)
        {
            low = new Vector3D(Math.Min(low.X, p.X), Math.Min(low.Y, p.Y), Math.Min(low.Z, p.Z));
            high = new Vector3D(Math.Max(high.X, p.X), Math.Max(high.Y, p.Y), Math.Max(high.Z, p.Z));
        }

        Vector3D box = high - low;
        double volume = Math.Max(box.X, 2) * Math.Max(box.Y, 2) * Math.Max(box.Z, 2);
        return 1.5 * Math.Cbrt(volume / structure.Count);
    }

    private static Vector3D[] Solve(Spring[] bonds, SpringModel springs, Vector3D[] forces, int steps)
    {
        int n = forces.Length;
        var solution = new Vector3D[n];
        Vector3D[] residual = forces;
        var direction = (Vector3D[])residual.Clone();
        var image = new Vector3D[n];
        double square = Dot(residual, residual), first = square;
        for (int step = 0; step < steps && square > Converged * first; step++)
        {
            Apply(bonds, springs, direction, image);
            double size = square / Dot(direction, image);
            for (int atom = 0; atom < n; atom++)
            {
                solution[atom] += size * direction[atom];
                residual[atom] -= size * image[atom];
            }

            double next = Dot(residual, residual);
            for (int atom = 0; atom < n; atom++)
                direction[atom] = residual[atom] + (next / square * direction[atom]);
            square = next;
        }

        return solution;
    }

    // K x, with the stiffness k (n n' + t (1 - n n')) of a spring along n.
    private static void Apply(Spring[] bonds, SpringModel springs, Vector3D[] x, Vector3D[] result)
    {
        for (int atom = 0; atom < x.Length; atom++)
            result[atom] = springs.OnSite * x[atom];
        double t = springs.Transverse;
        foreach (ref readonly Spring bond in bonds.AsSpan())
        {
            Vector3D difference = x[bond.From] - x[bond.To];
            double along = (1 - t) * Vector3D.Dot(bond.Along, difference);
            Vector3D force = bond.Stiffness * ((t * difference) + (along * bond.Along));
            result[bond.From] += force;
            result[bond.To] -= force;
        }
    }

    private static double Dot(Vector3D[] a, Vector3D[] b)
    {
        double sum = 0;
        for (int atom = 0; atom < a.Length; atom++)
            sum += Vector3D.Dot(a[atom], b[atom]);
        return sum;
    }
}
