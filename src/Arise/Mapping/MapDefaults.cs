using Arise.Numerics;
using Arise.Structures;

namespace Arise.Mapping;

/// <summary>
/// Boxes and strides for a sample that nobody has said anything about. They depend on the atoms only, not on the
/// machine.
/// </summary>
/// <remarks>
/// A box is a cube, unless the sample is one box thick: an axis along which it is at most a quarter longer than the
/// cube in its middle that holds 150 atoms has one layer of boxes, as thick as the sample: a slab, or with two such
/// axes a rod. That cube, of the atoms that have the smallest, tells how thick the sample is; at the surface it would
/// be larger. The search begins with the cube around a typical atom. The other edges then shrink or grow until the
/// boxes that will be classified hold 150 atoms in the median, which takes account of phases of different density and
/// of boxes that reach over the surface; of a sample of fewer than 300 atoms half of them. No edge becomes shorter
/// than 4.5 distances of nearest neighbors, a little less than the cube of 150 atoms in a close packing: a slice of a
/// wire that holds 150 atoms in three planes is nearly all surface (the sample itself may be thinner). The stride is
/// the same share of the box on all other axes, the smallest of 1/12, 1/8, 1/6, 1/4, 1/3, 1/2 and 1 that gives at
/// most 20 000 boxes.
/// </remarks>
internal static class MapDefaults
{
    /// <summary>Number of atoms a typical box should hold.</summary>
    public const int AtomsPerBox = 150;

    /// <summary>Number of boxes that take minutes on two cores.</summary>
    public const int MostBoxes = 20_000;

    private const int Samples = 64;
    private const double ThinnerThan = 1.25;
    private const double Allowance = 1.01;
    private const double LeastEdge = 4.5;

    // The first quartile is of atoms inside, because boxes seldom reach over the surface; of a wire that is little
    // thicker than a box few atoms are.
    private const double Typical = 1 / 4.0;
    private const double Inside = 1 / 32.0;

    // The search ends within a fifth of the wanted number; a step of the rounded edge is worth up to a sixth.
    private const double Tolerance = 0.2;
    private const int Rounds = 8;

    private static readonly double[] Shares = [1.0 / 12, 1.0 / 8, 1.0 / 6, 1.0 / 4, 1.0 / 3, 1.0 / 2, 1];

    /// <summary>Lengths of a box along x, y and z for a structure, Angstrom.</summary>
    /// <param name="structure">At least one atom.</param>
    /// <param name="wrap">Whether periodic axes wrap: these have no single layer.</param>
    /// <param name="minimumAtoms">Boxes with fewer atoms do not count.</param>
    /// <param name="padding">Padding on both sides of the atoms, as a share of the edge.</param>
    public static Vector3D Edge(
        AtomicStructure structure,
        bool wrap,
        int minimumAtoms = 20,
        Vector3D padding = default)
    {
        (Vector3D low, Vector3D high) = BoxGrid.Extent(structure);
        Vector3D extent = high - low;
        bool[] isThin = new bool[3];
        double inside = EdgeAround(structure, isThin, Inside);
        for (int axis = 0; axis < 3; axis++)
            isThin[axis] = extent[axis] <= ThinnerThan * inside && !(wrap && BoxGrid.CanWrap(structure, axis));

        // A cluster that is thin all around keeps its cubes.
        if (isThin.All(thin => thin))
            isThin = new bool[3];
        double shortest = Round(LeastEdge * NearestDistance(structure));
        double other = Math.Max(EdgeAround(structure, isThin, Typical), shortest), best = other;
        double least = double.PositiveInfinity;
        double wanted = Math.Min(AtomsPerBox, structure.Count / 2.0);
        for (int round = 0; round < Rounds; round++)
        {
            Vector3D edge = Edges(other);
            int median = MedianAtoms(structure, new MapSettings
            {
                Edge = edge,
                Stride = Stride(structure, edge, padding, wrap),
                Padding = padding,
                MinimumAtoms = minimumAtoms,
                Wrap = wrap,
            });
            double off = Math.Abs(Math.Log(median / wanted));
            if (off < least)
                (best, least) = (other, off);
            double next = RoundToHalf(other * Math.Pow(wanted / median, 1.0 / isThin.Count(thin => !thin)));
            next = Math.Max(next, shortest);
            if (median == 0 || off < Tolerance || next == other)
                break;
            other = next;
        }

        return Edges(best);

        Vector3D Edges(double free) => new(Along(0, free), Along(1, free), Along(2, free));

        double Along(int axis, double free) =>
            isThin[axis] ? Math.Max(Round(Allowance * extent[axis]), free) : free;
    }

    /// <summary>Strides along x, y and z for boxes of given edges, Angstrom.</summary>
    public static Vector3D Stride(AtomicStructure structure, Vector3D edge, Vector3D padding, bool wrap)
    {
        (Vector3D low, Vector3D high) = BoxGrid.Extent(structure);
        Vector3D extent = high - low;
        Vector3D stride = edge;
        foreach (double share in Shares)
        {
            stride = new Vector3D(Along(0), Along(1), Along(2));
            var settings = new MapSettings { Edge = edge, Stride = stride, Padding = padding, Wrap = wrap };
            double boxes = 1;
            for (int axis = 0; axis < 3; axis++)
                boxes *= Math.Max(((extent[axis] + (2 * padding[axis] * edge[axis])) / stride[axis]) + 1, 1);
            if (boxes <= MostBoxes && BoxGrid.Over(structure, settings).Count <= MostBoxes)
                break;

            double Along(int axis) => IsLayer(axis) ? edge[axis] : Round(share * edge[axis]);
        }

        return stride;

        bool IsLayer(int axis) => extent[axis] + (2 * padding[axis] * edge[axis]) < edge[axis]
            && !(wrap && BoxGrid.CanWrap(structure, axis));
    }

    // Of the boxes that would be classified; 0 without any.
    private static int MedianAtoms(AtomicStructure structure, MapSettings settings)
    {
        BoxGrid places = BoxGrid.Over(structure, settings);
        var atoms = new BoxAtoms(structure, places);
        int step = ((places.Count - 1) / MostBoxes) + 1;
        var counts = new int[((places.Count - 1) / step) + 1];
        Parallel.For(0, counts.Length, k => counts[k] = atoms.CountIn(k * step));
        int[] enough = [.. counts.Where(count => count >= settings.MinimumAtoms).Order()];
        return enough.Length > 0 ? enough[enough.Length / 2] : 0;
    }

    // A quantile over some atoms of the edge of the cube around each that holds the wanted number of atoms. Thin axes
    // do not count: the box spans them.
    private static double EdgeAround(AtomicStructure structure, bool[] isThin, double quantile)
    {
        Vector3D[] positions = structure.Positions.ToArray();
        int wanted = Math.Min(AtomsPerBox, positions.Length);
        int samples = Math.Min(Samples, positions.Length);
        var edges = new double[samples];
        Parallel.For(0, samples, k =>
        {
            Vector3D center = positions[(int)((long)k * positions.Length / samples)];
            var nearest = new PriorityQueue<int, double>();
            double furthest = double.PositiveInfinity;
            for (int i = 0; i < positions.Length; i++)
            {
                Vector3D d = positions[i] - center;
                double distance = Math.Max(
                    isThin[0] ? 0 : Math.Abs(d.X),
                    Math.Max(isThin[1] ? 0 : Math.Abs(d.Y), isThin[2] ? 0 : Math.Abs(d.Z)));
                if (distance >= furthest)
                    continue;
                nearest.Enqueue(i, -distance);
                if (nearest.Count > wanted)
                    nearest.Dequeue();
                if (nearest.Count == wanted)
                    furthest = -Priority(nearest);
            }

            edges[k] = 2 * -Priority(nearest);
        });
        Array.Sort(edges);
        return RoundToHalf(Math.Max(edges[(int)(quantile * samples)], 1e-3));

        static double Priority(PriorityQueue<int, double> queue) =>
            queue.TryPeek(out _, out double priority) ? priority : 0;
    }

    // The median over some atoms of the distance to the nearest other one; 0 for a single atom.
    private static double NearestDistance(AtomicStructure structure)
    {
        ReadOnlySpan<Vector3D> positions = structure.Positions;
        int samples = Math.Min(Samples, positions.Length);
        var nearest = new double[samples];
        for (int k = 0; k < samples; k++)
        {
            int center = (int)((long)k * positions.Length / samples);
            double least = double.PositiveInfinity;
            for (int i = 0; i < positions.Length; i++)
            {
                Vector3D d = positions[i] - positions[center];
                if (i != center)
                    least = Math.Min(least, Vector3D.Dot(d, d));
            }

            nearest[k] = Math.Sqrt(least);
        }

        Array.Sort(nearest);
        return double.IsFinite(nearest[samples / 2]) ? nearest[samples / 2] : 0;
    }

    // To halves of the second digit.
    private static double RoundToHalf(double length)
    {
        double unit = Math.Pow(10, Math.Floor(Math.Log10(length)) - 1) / 2;
        return Math.Round(Math.Round(length / unit) * unit, 6);
    }

    // Two digits read better than sixteen; up, so that nothing is cut off.
    private static double Round(double length)
    {
        if (length <= 0)
            return 0;
        double unit = Math.Pow(10, Math.Floor(Math.Log10(length)) - 1);
        return Math.Round(Math.Ceiling((length / unit) - 1e-9) * unit, 6);
    }
}
