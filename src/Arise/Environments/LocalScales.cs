using Arise.Descriptors;
using Arise.Structures;

namespace Arise.Environments;

/// <summary>
/// The length of every atom by which its environment is scaled: a mean distance of its first shell, smoothed over its
/// neighbors, whatever their species.
/// </summary>
/// <remarks>
/// nn_i is the distance to the nearest atom; smooth(v, ref)_i = (2 v_i + sum of v_j over r_ij &lt; 2.2 ref_i) / (2 +
/// count); t = smooth(nn, nn); d1 = smooth(nn, t); s_i is the mean of r_ij over r_ij &lt; 1.6 d1_i with weight 1 up to
/// 1.25 d1_i and (1 + cos)/2 from there down to 0; d = smooth(s, d1). An atom whose nearest one is farther than four
/// times the median of nn is isolated: it has no scale, and no other atom smooths with it.
/// </remarks>
internal sealed unsafe class LocalScales
{
    private const double SmoothingReach = 2.2;
    private const double FullWeight = 1.25;
    private const double LeastWeight = 1.6;
    private const double IsolatedFactor = 4;
    private const int Chunk = 1024;

    private readonly int _threads;
    private readonly CancellationToken _cancellation;

    private LocalScales(
        NeighborSearch search, double[] nearest, double median, int threads, CancellationToken cancel) =>
        (Search, Nearest, MedianNearest, _threads, _cancellation) = (search, nearest, median, threads, cancel);

    /// <summary>Finds neighbors, up to the cutoff times the largest local scale at least.</summary>
    public NeighborSearch Search { get; private set; }

    /// <summary>Distance to the nearest atom, Angstrom; infinite where it is isolated.</summary>
    public double[] Nearest { get; }

    /// <summary>Median of the nearest distances, Angstrom.</summary>
    public double MedianNearest { get; }

    /// <summary>Local scale d per atom, Angstrom; 0 where it is isolated.</summary>
    public double[] Values { get; private set; } = [];

    /// <summary>Largest local scale, Angstrom.</summary>
    public double Largest { get; private set; }

    /// <summary>Computes the scales of all atoms.</summary>
    /// <param name="structure">At least two atoms within reach of each other, wrapped into the cell.</param>
    /// <param name="cutoff">Largest radius that will be asked for, in local scales.</param>
    /// <param name="threads">Threads; the values do not depend on it.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <returns>Null when all atoms are isolated.</returns>
    /// <exception cref="DescriptorException">Two atoms stand at one place.</exception>
    public static LocalScales? Of(
        AtomicStructure structure, double cutoff, int threads, CancellationToken cancellation = default)
    {
        (double[] nearest, double median) = NearestDistances(structure, threads, cancellation);
        if (!double.IsFinite(median))
            return null;
        double largest = 0;
        for (int i = 0; i < nearest.Length; i++)
        {
            if (nearest[i] > IsolatedFactor * median)
                nearest[i] = double.PositiveInfinity;
            else
                largest = Math.Max(largest, nearest[i]);
        }

        // Local scales rarely exceed the largest nearest distance; where they do, images are written out anew.
        NeighborSearch Search(double reach) => NeighborSearch.WithBins(structure, reach * (1 + 1e-9), 1.5 * median);
        double reach = Math.Max(1.2 * SmoothingReach, 1.05 * cutoff) * largest;
        var scales = new LocalScales(Search(reach), nearest, median, threads, cancellation);
        (double[] first, double[] shell) = scales.Shells();
        scales.Values = scales.Smooth(shell, first);
        scales.Largest = scales.Values.Max();
        if (cutoff * scales.Largest > reach)
            scales.Search = Search(cutoff * scales.Largest);
        return scales;
    }

    // Radii grow until the nearest atom is found, or four medians are surely exceeded.
    private static (double[] Nearest, double Median) NearestDistances(
        AtomicStructure structure, int threads, CancellationToken cancellation)
    {
        double guess = Spacing(structure);
        var nearest = new double[structure.Count];
        Array.Fill(nearest, double.PositiveInfinity);
        double median = double.PositiveInfinity;
        for (double cutoff = guess; ; cutoff *= 1.5)
        {
            NeighborSearch search = NeighborSearch.WithBins(structure, cutoff, 0.75 * guess);
            double radius = cutoff;
            bool twice = false;
            ForAll(search, threads, i => double.IsFinite(nearest[i]) ? 0 : radius, (i, points, neighbors) =>
            {
                if (double.IsFinite(nearest[i]))
                    return;
                if (points.Find(i, radius, neighbors) > 1)
                    Volatile.Write(ref twice, true);
                float square = float.PositiveInfinity;
                for (int k = 0; k < neighbors.Count; k++)
                    square = Math.Min(square, neighbors.Squares.Pointer[k]);
                nearest[i] = Math.Sqrt(square);
            }, cancellation);
            if (twice)
                throw new DescriptorException("Two atoms stand at the same place.");
            double[] sorted = [.. nearest];
            Array.Sort(sorted);
            median = sorted[(sorted.Length - 1) / 2];
            bool everyOneFound = double.IsFinite(sorted[^1]);
            if (everyOneFound || cutoff > IsolatedFactor * median || cutoff > MostReach(structure, guess))
                return (nearest, median);
        }
    }

    // Beyond the extent of a sample without periodicity there is nothing; a periodic one finds at least an image.
    private static double MostReach(AtomicStructure structure, double guess)
    {
        (double x, double y, double z) = Extent(structure);
        return Math.Max(Math.Sqrt((x * x) + (y * y) + (z * z)) + (4 * guess), 50);
    }

    // A distance like that of neighbors, from the room that the atoms take in one, two or three dimensions.
    private static double Spacing(AtomicStructure structure)
    {
        (double x, double y, double z) = Extent(structure);
        double[] sides = [x, y, z];
        Array.Sort(sides);
        double n = Math.Max(structure.Count, 2);
        double cube = Math.Cbrt(sides[0] * sides[1] * sides[2] / n);
        double square = Math.Sqrt(sides[1] * sides[2] / n), line = sides[2] / n;
        double spacing = Math.Max(cube, Math.Max(square, line));
        return Math.Clamp(double.IsFinite(spacing) ? spacing : 1, 0.05, 50);
    }

    private static (double X, double Y, double Z) Extent(AtomicStructure structure)
    {
        double lowX = double.MaxValue, lowY = lowX, lowZ = lowX, highX = -lowX, highY = -lowX, highZ = -lowX;
        foreach (Numerics.Vector3D p in structure.Positions)
        {
            (lowX, lowY, lowZ) = (Math.Min(lowX, p.X), Math.Min(lowY, p.Y), Math.Min(lowZ, p.Z));
            (highX, highY, highZ) = (Math.Max(highX, p.X), Math.Max(highY, p.Y), Math.Max(highZ, p.Z));
        }

        return (highX - lowX, highY - lowY, highZ - lowZ);
    }

    // Calls for every atom, with the points near it out to a reach.
    private static void ForAll(
        NeighborSearch search,
        int threads,
        Func<int, double> reachOf,
        Action<int, NearPoints, NearNeighbors> body,
        CancellationToken cancellation)
    {
        int chunks = (search.Count + Chunk - 1) / Chunk;
        Parallel.For(
            0,
            chunks,
            ThreadCount.Parallel(threads, cancellation),
            () => (Points: new NearPoints(search), Neighbors: new NearNeighbors()),
            (chunk, _, own) =>
            {
                ReadOnlySpan<int> atoms = search.SpatialOrder[(chunk * Chunk)..];
                atoms = atoms[..Math.Min(Chunk, atoms.Length)];
                for (int count; atoms.Length > 0; atoms = atoms[count..])
                {
                    count = own.Points.Group(atoms);
                    double reach = 0;
                    foreach (int atom in atoms[..count])
                        reach = Math.Max(reach, reachOf(atom));
                    if (reach == 0)
                        continue;
                    own.Points.Gather(atoms[..count], reach);
                    foreach (int atom in atoms[..count])
                        body(atom, own.Points, own.Neighbors);
                }

                return own;
            },
            _ => { });
    }

    private double[] Smooth(double[] values, double[] references)
    {
        var smooth = new double[values.Length];
        ForAll(Search, _threads, i => SmoothingReach * references[i], (i, points, neighbors) =>
        {
            if (!double.IsFinite(Nearest[i]))
                return;
            points.Find(i, SmoothingReach * references[i], neighbors);
            smooth[i] = Mean(i, values, neighbors, double.PositiveInfinity);
        }, _cancellation);
        return smooth;
    }

    // (2 v_i + sum of v_j) / (2 + count) over the neighbors closer than a distance that are not isolated.
    private double Mean(int i, double[] values, NearNeighbors neighbors, double distance)
    {
        double sum = 2 * values[i], square = distance * distance;
        int count = 2;
        for (int k = 0; k < neighbors.Count; k++)
        {
            int j = neighbors.Atoms.Pointer[k];
            if (neighbors.Squares.Pointer[k] < square && double.IsFinite(Nearest[j]))
                (sum, count) = (sum + values[j], count + 1);
        }

        return sum / count;
    }

    // d1 and s of every atom. Both need the nearest distances of the neighbors only, so that one search serves.
    private (double[] First, double[] Shell) Shells()
    {
        double[] first = new double[Nearest.Length], shell = new double[Nearest.Length];
        double Usual(int i) => double.IsFinite(Nearest[i]) ? 1.15 * SmoothingReach * Nearest[i] : 0;
        ForAll(Search, _threads, Usual, (i, points, neighbors) =>
        {
            if (!double.IsFinite(Nearest[i]))
                return;
            double radius = Usual(i);
            points.Find(i, radius, neighbors);
            double t = Mean(i, Nearest, neighbors, SmoothingReach * Nearest[i]);
            if (SmoothingReach * t > radius)
                radius = FindAlone(i, SmoothingReach * t, neighbors);
            first[i] = Mean(i, Nearest, neighbors, SmoothingReach * t);
            if (LeastWeight * first[i] > radius)
                FindAlone(i, LeastWeight * first[i], neighbors);
            double sum = 0, total = 0, full = FullWeight * first[i], end = LeastWeight * first[i];
            for (int k = 0; k < neighbors.Count; k++)
            {
                double r = Math.Sqrt(neighbors.Squares.Pointer[k]);
                if (r >= end)
                    continue;
                double weight = r < full ? 1 : 0.5 * (1 + Math.Cos(Math.PI * (r - full) / (end - full)));
                (sum, total) = (sum + (weight * r), total + weight);
            }

            // The smoothed distance may lie below the atom's own nearest one.
            shell[i] = total > 0 ? sum / total : Nearest[i];
        }, _cancellation);
        return (first, shell);
    }

    // Beyond what was gathered for its group, which is rare.
    private double FindAlone(int i, double radius, NearNeighbors neighbors)
    {
        var points = new NearPoints(Search);
        points.Gather([i], radius);
        points.Find(i, radius, neighbors);
        return radius;
    }
}
