using System.Runtime.InteropServices;
using Arise.Clustering;
using Arise.Numerics;
using Arise.Structures;

namespace Arise.Labeling;

/// <summary>
/// Planar faults of fcc crystals among atoms labeled hcp. Atoms with a common close-packed plane are joined to layers
/// (<see cref="PlaneNormals"/>), holes in them are filled whatever the label there, and layers that touch make stacks:
/// of one layer (twin plane), two (intrinsic fault), or more (an hcp crystal, which is no fault). Two single layers
/// with one between are an extrinsic fault. A few wrong labels change neither kind nor area.
/// </summary>
/// <remarks>
/// Lengths are in units of the distance d of neighbors: layers are 0.816 apart, second layers 1.633.
/// An atom has the area sqrt(3)/2 a^2 in its layer, a the distance of neighbors there. Definitions: J. P. Hirth, J. Lothe, Theory of Dislocations, 2nd
/// edition, 1982, section 10-2.
/// </remarks>
internal sealed class FaultSheets
{
    /// <summary>Whether an atom lies in no fault.</summary>
    public const int None = -1;

    private const double Shell = 1.35;
    private const double InPlane = 0.4;
    private const double Parallel = 0.8;
    private const double SecondShell = 2.1;
    private const double SecondLow = 1.3;
    private const double SecondHigh = 1.95;
    private const double AreaPerAtom = 0.8660254037844386;

    // Of six neighbors in the plane; an atom beside a layer has none.
    private const int FillFrom = 4;
    private const int FillLabeledFrom = 3;

    // Of three neighbors above, and of three below.
    private const int CoveredFrom = 2;

    private const int SmallestSheet = 12;
    private const double MostCovered = 0.3;
    private const double FewestMatched = 0.5;

    private readonly AtomicStructure _structure;
    private readonly float[] _spacings;
    private readonly NeighborSearch _search;
    private readonly NeighborBuffer _neighbors = new();
    private readonly Vector3D[] _normals;
    private readonly int[] _layerOf;
    private readonly List<AtomRegion> _faults = [];

    /// <summary>Finds the faults.</summary>
    /// <param name="structure">The atoms.</param>
    /// <param name="classes">Class of each.</param>
    /// <param name="spacings">Distance d of close-packed neighbors about each, Angstrom.</param>
    /// <param name="search">Neighbors up to 1.35 d and farther.</param>
    /// <param name="fcc">Class of fcc atoms.</param>
    /// <param name="hcp">Class of hcp atoms.</param>
    /// <param name="dhcp">Class of dhcp atoms, which the layer inside an extrinsic fault resembles.</param>
    public FaultSheets(
        AtomicStructure structure,
        ReadOnlySpan<int> classes,
        float[] spacings,
        NeighborSearch search,
        int fcc,
        int hcp,
        int dhcp)
    {
        (_structure, _spacings, _search) = (structure, spacings, search);
        _normals = new Vector3D[structure.Count];
        _layerOf = new int[structure.Count];
        FaultOf = new int[structure.Count];
        Array.Fill(_layerOf, None);
        Array.Fill(FaultOf, None);
        var atoms = new List<int>();
        for (int atom = 0; atom < classes.Length; atom++)
        {
            if (classes[atom] != hcp)
                continue;
            search.Find(atom, _neighbors);
            if (!PlaneNormals.TryFind(_neighbors, Shell * spacings[atom], out Vector3D normal))
                continue;
            _normals[atom] = normal;
            atoms.Add(atom);
        }

        Smooth(atoms);
        JoinLayers(atoms);
        FillHoles(classes, hcp);
        FindFaults(classes, fcc, dhcp);
    }

    /// <summary>The fault that an atom lies in, an index into <see cref="Faults"/>, or <see cref="None"/>.</summary>
    public int[] FaultOf { get; }

    /// <summary>The faults; their class is not told yet.</summary>
    public IReadOnlyList<AtomRegion> Faults => _faults;

    // The mean of n n^T over the neighbors in the plane has one direction left.
    private void Smooth(List<int> atoms)
    {
        var smooth = new Vector3D[atoms.Count];
        for (int k = 0; k < atoms.Count; k++)
        {
            Vector3D own = _normals[atoms[k]];
            SymmetricMatrix sum = default(SymmetricMatrix).Plus(own);
            _search.Find(atoms[k], _neighbors);
            for (int n = 0; n < _neighbors.Count; n++)
            {
                Vector3D other = _normals[_neighbors.Atoms[n]];
                if (other != default && IsInPlane(atoms[k], n, own) && Math.Abs(Vector3D.Dot(own, other)) > Parallel)
                    sum = sum.Plus(other);
            }

            smooth[k] = sum.Largest();
        }

        for (int k = 0; k < atoms.Count; k++)
            _normals[atoms[k]] = smooth[k];
    }

    private void JoinLayers(List<int> atoms)
    {
        var indexOf = new Dictionary<int, int>(atoms.Count);
        for (int k = 0; k < atoms.Count; k++)
            indexOf.Add(atoms[k], k);
        var sets = new DisjointSets(atoms.Count);
        for (int k = 0; k < atoms.Count; k++)
        {
            Vector3D own = _normals[atoms[k]];
            _search.Find(atoms[k], _neighbors);
            for (int n = 0; n < _neighbors.Count; n++)
            {
                int other = _neighbors.Atoms[n];
                if (indexOf.TryGetValue(other, out int index)
                    && IsInPlane(atoms[k], n, own) && IsInPlane(atoms[k], n, _normals[other])
                    && Math.Abs(Vector3D.Dot(own, _normals[other])) > Parallel)
                {
                    sets.Unite(k, index);
                }
            }
        }

        var numbers = new Dictionary<int, int>();
        for (int k = 0; k < atoms.Count; k++)
        {
            int root = sets.Find(k);
            if (sets.SizeOf(root) < SmallestSheet)
                continue;
            if (!numbers.TryGetValue(root, out int number))
                numbers.Add(root, number = numbers.Count);
            _layerOf[atoms[k]] = number;
        }
    }

    // Atoms in a layer whose label says something else, or whose own neighbors show no plane; filled from the rim of a
    // hole inwards.
    private void FillHoles(ReadOnlySpan<int> classes, int hcp)
    {
        int[] rim = [.. Enumerable.Range(0, _layerOf.Length).Where(atom => _layerOf[atom] != None)];
        var votes = new Dictionary<(int Atom, int Layer), int>();
        while (rim.Length > 0)
        {
            foreach (int atom in rim)
                Vote(atom, votes);
            var filled = new List<int>();
            foreach (((int atom, int layer), int count) in votes)
            {
                if (_layerOf[atom] != None || count < (classes[atom] == hcp ? FillLabeledFrom : FillFrom))
                    continue;
                _layerOf[atom] = layer;
                filled.Add(atom);
            }

            foreach (int atom in filled)
                _normals[atom] = NormalOf(_layerOf[atom], atom);
            rim = [.. filled];
        }
    }

    private void Vote(int atom, Dictionary<(int Atom, int Layer), int> votes)
    {
        _search.Find(atom, _neighbors);
        for (int n = 0; n < _neighbors.Count; n++)
        {
            int other = _neighbors.Atoms[n];
            if (_layerOf[other] == None && IsInPlane(atom, n, _normals[atom]))
                CollectionsMarshal.GetValueRefOrAddDefault(votes, (other, _layerOf[atom]), out _)++;
        }
    }

    private Vector3D NormalOf(int layer, int atom)
    {
        SymmetricMatrix sum = default;
        _search.Find(atom, _neighbors);
        foreach (int other in _neighbors.Atoms)
        {
            if (_layerOf[other] == layer && other != atom)
                sum = sum.Plus(_normals[other]);
        }

        return sum.Largest();
    }

    private void FindFaults(ReadOnlySpan<int> classes, int fcc, int dhcp)
    {
        int[] members = [.. Enumerable.Range(0, _layerOf.Length).Where(atom => _layerOf[atom] != None)];
        if (members.Length == 0)
            return;
        int layers = members.Max(atom => _layerOf[atom]) + 1;
        var stacks = new DisjointSets(layers);
        var isDouble = new int[members.Length];
        var crystal = new int[members.Length];
        var inPlane = new (double Sum, double Squares, int Count)[members.Length];
        var contacts = new Dictionary<(int, int), int>();
        for (int k = 0; k < members.Length; k++)
        {
            (isDouble[k], crystal[k]) = Cover(members[k], classes, fcc, dhcp, contacts);
            inPlane[k] = InPlaneDistances(members[k]);
        }

        int[] sizes = new int[layers];
        foreach (int atom in members)
            sizes[_layerOf[atom]]++;
        foreach (((int a, int b), int count) in contacts)
        {
            if (count >= MostCovered * Math.Min(sizes[a], sizes[b]))
                stacks.Unite(a, b);
        }

        // Per stack: atoms, atoms covered on one side, on both, neighbors of fcc less others, distances within layers.
        var sums = new Dictionary<int, (int Atoms, int One, int Both, int Crystal, double Distances, double Squares, int Pairs)>();
        for (int k = 0; k < members.Length; k++)
        {
            ref (int Atoms, int One, int Both, int Crystal, double Distances, double Squares, int Pairs) sum = ref CollectionsMarshal
                .GetValueRefOrAddDefault(sums, stacks.Find(_layerOf[members[k]]), out _);
            sum = (
                sum.Atoms + 1, sum.One + (isDouble[k] == 1 ? 1 : 0), sum.Both + (isDouble[k] == 2 ? 1 : 0),
                sum.Crystal + crystal[k], sum.Distances + inPlane[k].Sum,
                sum.Squares + inPlane[k].Squares, sum.Pairs + inPlane[k].Count);
        }

        var faultOfStack = new Dictionary<int, int>();
        var singles = new List<int>();
        foreach ((int stack, (int count, int one, int both, int around, double distances, double squares, int pairs)) in
            sums.OrderBy(pair => pair.Key))
        {
            if (both > MostCovered * count || around <= 0)
                continue;
            bool isIntrinsic = one > count - one;
            double spacing = SpacingOf(distances, squares, pairs), area = AreaPerAtom * count * spacing * spacing;
            faultOfStack.Add(stack, _faults.Count);
            if (!isIntrinsic)
                singles.Add(_faults.Count);
            _faults.Add(new AtomRegion(
                isIntrinsic ? AtomRegion.IntrinsicFault : AtomRegion.TwinPlane, "", count, double.NaN,
                isIntrinsic ? area / 2 : area));
        }

        foreach (int atom in members)
            FaultOf[atom] = faultOfStack.GetValueOrDefault(stacks.Find(_layerOf[atom]), None);
        PairSingles(singles);
    }

    // On how many sides the atom has neighbors in layers, and neighbors of fcc less others out of its plane.
    private (int Sides, int Crystal) Cover(
        int atom, ReadOnlySpan<int> classes, int fcc, int dhcp, Dictionary<(int, int), int> contacts)
    {
        Vector3D normal = _normals[atom];
        int above = 0, below = 0, crystal = 0;
        double reach = Shell * _spacings[atom];
        _search.Find(atom, _neighbors);
        for (int n = 0; n < _neighbors.Count; n++)
        {
            int other = _neighbors.Atoms[n];
            if (_neighbors.SquaredDistances[n] >= reach * reach || IsInPlane(atom, n, normal))
                continue;
            if (_layerOf[other] == None)
            {
                crystal += classes[other] == fcc || classes[other] == dhcp ? 1 : -1;
                continue;
            }

            if (Height(n, normal) > 0)
                above++;
            else
                below++;
            if (_layerOf[other] != _layerOf[atom])
                CollectionsMarshal.GetValueRefOrAddDefault(contacts, Ordered(_layerOf[atom], _layerOf[other]), out _)++;
        }

        return ((above >= CoveredFrom ? 1 : 0) + (below >= CoveredFrom ? 1 : 0), crystal);
    }

    // Distances to neighbors in its layer.
    private (double Sum, double Squares, int Count) InPlaneDistances(int atom)
    {
        (double sum, double squares, int count) = (0, 0, 0);
        _search.Find(atom, _neighbors);
        for (int n = 0; n < _neighbors.Count; n++)
        {
            if (_layerOf[_neighbors.Atoms[n]] != _layerOf[atom] || !IsInPlane(atom, n, _normals[atom]))
                continue;
            sum += Math.Sqrt(_neighbors.SquaredDistances[n]);
            squares += _neighbors.SquaredDistances[n];
            count++;
        }

        return (sum, squares, count);
    }

    // With s^2 the variance of each component of r between neighbors, the mean length is a + s^2 / a to second order,
    // and its variance s^2.
    private static double SpacingOf(double sum, double squares, int count)
    {
        double mean = sum / count, variance = (squares / count) - (mean * mean);
        return mean - (variance / mean);
    }

    private static (int, int) Ordered(int a, int b) => (Math.Min(a, b), Math.Max(a, b));

    // Single layers that face each other over one layer between.
    private void PairSingles(List<int> singles)
    {
        int[] members = [.. Enumerable.Range(0, FaultOf.Length)
            .Where(atom => FaultOf[atom] != None && _faults[FaultOf[atom]].Kind == AtomRegion.TwinPlane)];
        if (singles.Count < 2)
            return;
        double longest = members.Max(atom => _spacings[atom]);
        var search = new NeighborSearch(
            [.. members.Select(atom => _structure.Positions[atom])], _structure.Lattice, _structure.Periodicity,
            SecondShell * longest);
        var facing = new Dictionary<(int, int), int>();
        var seen = new HashSet<int>();
        for (int k = 0; k < members.Length; k++)
        {
            int own = FaultOf[members[k]];
            double spacing = _spacings[members[k]];
            search.Find(k, _neighbors);
            seen.Clear();
            for (int n = 0; n < _neighbors.Count; n++)
            {
                int other = FaultOf[members[_neighbors.Atoms[n]]];
                double height = Math.Abs(Height(n, _normals[members[k]]));
                if (other != own && height > SecondLow * spacing && height < SecondHigh * spacing && seen.Add(other))
                    CollectionsMarshal.GetValueRefOrAddDefault(facing, Ordered(own, other), out _)++;
            }
        }

        var groups = new DisjointSets(_faults.Count);
        foreach (((int a, int b), int count) in facing)
        {
            if (count >= FewestMatched * 2 * Math.Min(_faults[a].Atoms, _faults[b].Atoms))
                groups.Unite(a, b);
        }

        foreach (IGrouping<int, int> group in singles.GroupBy(groups.Find).ToArray())
        {
            int[] pair = [.. group];
            if (pair.Length != 2)
                continue;
            (AtomRegion first, AtomRegion second) = (_faults[pair[0]], _faults[pair[1]]);
            _faults[pair[0]] = first with
            {
                Kind = AtomRegion.ExtrinsicFault,
                Atoms = first.Atoms + second.Atoms,
                Area = (first.Area + second.Area) / 2,
            };
            _faults[pair[1]] = second with { Atoms = 0 };
            TakeBetween(members, pair[0], pair[1]);
        }
    }

    // The layer between two single ones belongs to the fault, whatever its label, and then both are one.
    private void TakeBetween(int[] members, int first, int second)
    {
        int[] firsts = [.. members.Where(atom => FaultOf[atom] == first)];
        foreach (int atom in firsts)
        {
            _search.Find(atom, _neighbors);
            foreach (int between in _neighbors.Atoms.ToArray().Where(other => FaultOf[other] == None))
            {
                _search.Find(between, _neighbors);
                int below = 0, above = 0;
                double reach = Shell * _spacings[between];
                for (int n = 0; n < _neighbors.Count; n++)
                {
                    if (_neighbors.SquaredDistances[n] >= reach * reach)
                        continue;
                    below += FaultOf[_neighbors.Atoms[n]] == first ? 1 : 0;
                    above += FaultOf[_neighbors.Atoms[n]] == second ? 1 : 0;
                }

                if (below >= CoveredFrom && above >= CoveredFrom)
                    FaultOf[between] = second;
            }
        }

        foreach (ref int fault in FaultOf.AsSpan())
        {
            if (fault == second)
                fault = first;
        }
    }

    private bool IsInPlane(int atom, int neighbor, Vector3D normal)
    {
        double spacing = _spacings[atom];
        return _neighbors.SquaredDistances[neighbor] < Shell * Shell * spacing * spacing
            && Math.Abs(Height(neighbor, normal)) < InPlane * spacing;
    }

    private double Height(int neighbor, Vector3D normal) => Vector3D.Dot(
        new Vector3D(_neighbors.X[neighbor], _neighbors.Y[neighbor], _neighbors.Z[neighbor]), normal);
}
