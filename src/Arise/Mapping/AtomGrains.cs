using System.Collections.Immutable;
using Arise.Numerics;
using Arise.Structures;

namespace Arise.Mapping;

/// <summary>
/// Grains of a map of atoms: atoms of one class linked by steps to neighbors of the first shell. Atoms i and j are
/// neighbors when their distance is below 1.2 times the smaller of s_i and s_j, s being the distance to the fourth
/// nearest atom.
/// </summary>
/// <remarks>
/// The fourth and not the first, because displacements shorten the distance to the nearest atom but hardly that to the
/// fourth; each atom by itself, because phases may differ in density. 1.2 takes the second shell of bcc (1.155) with
/// the first and leaves that of fcc (1.414). Atoms with a prediction have neighbors inside their sphere.
/// </remarks>
internal sealed class AtomGrains
{
    private const int Nearest = 4;
    private const double ShellFactor = 1.2;

    private readonly CrystalMap _map;
    private readonly AtomSpheres _spheres;
    private readonly ImmutableArray<int> _classes;
    private readonly double[] _shell;
    private readonly NeighborSearch _search;
    private readonly NeighborBuffer _neighbors = new();

    public AtomGrains(CrystalMap map, AtomSpheres spheres)
    {
        (_map, _spheres, _classes) = (map, spheres, map.Classes());
        AtomicStructure structure = map.Plan.Structure;
        var wraps = new Periodicity(spheres.Wraps(0), spheres.Wraps(1), spheres.Wraps(2));
        Vector3D edge = spheres.Edge;
        double radius = Math.Max(edge.X, Math.Max(edge.Y, edge.Z)) / 2;
        var search = new NeighborSearch(structure.Positions, structure.Lattice, wraps, radius * (1 + 1e-9));
        _shell = new double[structure.Count];
        foreach (int atom in search.SpatialOrder)
        {
            if (_classes[atom] < 0)
                continue;
            search.Find(atom, _neighbors);
            _shell[atom] = ShellFactor * FourthNearest(_neighbors.SquaredDistances);
        }

        double longest = Math.Max(_shell.DefaultIfEmpty(0).Max(), double.Epsilon);
        _search = longest < radius
            ? new NeighborSearch(structure.Positions, structure.Lattice, wraps, Math.Max(longest, 1e-3 * radius))
            : search;
    }

    /// <summary>All grains, from the largest to the smallest.</summary>
    public ImmutableArray<Grain> All()
    {
        var isSeen = new bool[_classes.Length];
        var grains = new List<Grain>();
        for (int atom = 0; atom < _classes.Length; atom++)
        {
            if (_classes[atom] >= 0 && !isSeen[atom])
                grains.Add(Flood(isSeen, atom));
        }

        return [.. grains.OrderByDescending(grain => grain.Boxes)];
    }

    private static double FourthNearest(ReadOnlySpan<double> squares)
    {
        Span<double> nearest = stackalloc double[Nearest];
        int count = 0;
        foreach (double square in squares)
        {
            if (count == Nearest && square >= nearest[^1])
                continue;
            int at = count < Nearest ? count++ : Nearest - 1;
            for (; at > 0 && nearest[at - 1] > square; at--)
                nearest[at] = nearest[at - 1];
            nearest[at] = square;
        }

        return count == 0 ? 0 : Math.Sqrt(nearest[count - 1]);
    }

    private Grain Flood(bool[] isSeen, int start)
    {
        int wanted = _classes[start], count = 0;
        double probability = 0, information = 0;
        Vector3D center = Vector3D.Zero;

        // Places go on across periodic boundaries, so that the center of a grain that crosses one is inside it.
        var open = new Stack<(int Atom, Vector3D At)>();
        open.Push((start, _spheres.Center(start)));
        isSeen[start] = true;
        while (open.TryPop(out (int Atom, Vector3D At) here))
        {
            int row = _map.RowOf(here.Atom);
            count++;
            center += here.At;
            probability += _map.ProbabilitiesOf(row)[wanted];
            information += _map.MutualInformation[row];
            _search.Find(here.Atom, _neighbors);
            for (int k = 0; k < _neighbors.Count; k++)
            {
                int other = _neighbors.Atoms[k];
                double shell = Math.Min(_shell[here.Atom], _shell[other]);
                if (isSeen[other] || _classes[other] != wanted || _neighbors.SquaredDistances[k] >= shell * shell)
                    continue;
                isSeen[other] = true;
                open.Push((other, here.At + new Vector3D(_neighbors.X[k], _neighbors.Y[k], _neighbors.Z[k])));
            }
        }

        return new Grain(
            wanted, count, double.NaN, _spheres.Home(center / count), probability / count, information / count);
    }
}
