using Arise.Numerics;
using Arise.Structures;

namespace Arise.Synthesis;

/// <summary>
/// Matter without a crystal structure: random points in a periodic cube, pushed apart until no two are closer than a
/// given distance. Pair by pair, the missing distance is shared by both; all pushes of a step act at once.
/// </summary>
internal static class DisorderedPacking
{
    // Pushes aim a little beyond the least distance, so that it is reached in a finite number of steps.
    private const double Aim = 1.02;

    /// <summary>Makes a packing.</summary>
    /// <param name="settings">Density, size and species.</param>
    /// <param name="seed">Seed; the same seed and number give the same packing.</param>
    /// <param name="number">Number of the packing: each has a random stream of its own.</param>
    /// <exception cref="ArgumentException">A setting is out of range.</exception>
    /// <exception cref="InvalidOperationException">The steps did not suffice to part all pairs.</exception>
    public static AtomicStructure Create(DisorderedPackingSettings settings, ulong seed, ulong number = 0)
    {
        settings.Validate();
        double distance = settings.LeastDistance;
        double edge = Math.Cbrt(settings.Atoms * Math.Pow(distance, 3) / settings.Density);
        RandomNumbers random = RandomStreams.Of(RandomStreams.Packings, seed, number);
        var positions = new Vector3D[settings.Atoms];
        for (int i = 0; i < positions.Length; i++)
        {
            ulong first = 3 * (ulong)i;
            positions[i] = edge * new Vector3D(
                random.Uniform(first), random.Uniform(first + 1), random.Uniform(first + 2));
        }

        var lattice = new Lattice(new Vector3D(edge, 0, 0), new Vector3D(0, edge, 0), new Vector3D(0, 0, edge));
        int step = 0;
        while (Push(positions, lattice, distance))
        {
            if (++step > settings.MostSteps)
            {
                throw new InvalidOperationException(
                    $"After {settings.MostSteps} steps some of the {settings.Atoms} atoms are still closer than "
                    + $"{distance} Angstrom: choose a lower density.");
            }
        }

        return new AtomicStructure(positions, Species(settings, random), lattice, Periodicity.Bulk);
    }

    // Returns whether any pair was too close before the push.
    private static bool Push(Vector3D[] positions, Lattice lattice, double distance)
    {
        var search = new NeighborSearch(positions, lattice, Periodicity.Bulk, Aim * distance);
        var neighbors = new NeighborBuffer();
        var moved = new Vector3D[positions.Length];
        bool close = false;
        for (int i = 0; i < positions.Length; i++)
        {
            search.Find(i, neighbors);
            Vector3D push = Vector3D.Zero;
            for (int k = 0; k < neighbors.Count; k++)
            {
                double r = Math.Sqrt(neighbors.SquaredDistances[k]);
                close |= r < distance;
                var away = new Vector3D(-neighbors.X[k], -neighbors.Y[k], -neighbors.Z[k]);
                push += (((Aim * distance) - r) / (2 * Math.Max(r, 1e-6))) * away;
            }

            Vector3D f = lattice.ToFractional(positions[i] + push);
            moved[i] = lattice.ToCartesian(
                new Vector3D(f.X - Math.Floor(f.X), f.Y - Math.Floor(f.Y), f.Z - Math.Floor(f.Z)));
        }

        if (close)
            moved.CopyTo(positions, 0);
        return close;
    }

    private static ChemicalElement[] Species(DisorderedPackingSettings settings, RandomNumbers random)
    {
        ulong next = 3 * (ulong)settings.Atoms;
        double[] shares = [.. settings.Species.Select(_ => 0.1 + random.Uniform(next++))];
        double total = shares.Sum();
        var species = new ChemicalElement[settings.Atoms];
        for (int i = 0; i < species.Length; i++)
        {
            double u = total * random.Uniform(next++);
            int s = 0;
            while (s < shares.Length - 1 && u >= shares[s])
                u -= shares[s++];
            species[i] = settings.Species[s];
        }

        return species;
    }
}
