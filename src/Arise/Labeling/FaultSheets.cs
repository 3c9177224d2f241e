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
/// Lengths are in units of the local scale d, the distance of neighbors: layers are 0.816 apart, second layers 1.633.
/// An atom has the area sqrt(3)/2 d^2 in its layer. Definitions: J. P. Hirth, J. Lothe, Theory of Dislocations, 2nd
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
    private readonly ReadOnlyMemory<float> _scales;
    private readonly NeighborSearch _search;
    private readonly NeighborBuffer _neighbors = new();
    private readonly Vector3D[] _normals;
    private readonly int[] _layerOf;
    private readonly List<AtomRegion> _faults = [];

    /// <summary>Finds the faults.</summary>
    /// <param name="structure">The atoms.</param>
    /// <param name="classes">Class of each.</param>
    /// <param name="scales">Local scale of each, Angstrom.</param>
    /// <param name="search">Neighbors up to 1.35 local scales.</param>
    /// <param name="fcc">Class of fcc atoms.</param>
    /// <param name="hcp">Class of hcp atoms.</param>
    public FaultSheets(
        AtomicStructure structure,
        ReadOnlySpan<int> classes,
        ReadOnlyMemory<float> scales,
        NeighborSearch search,
        int fcc,
        int hcp)
    {
        (_structure, _scales, _search) = (structure, scales, search);
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
            if (!PlaneNormals.TryFind(_neighbors, Shell * scales.Span[atom], out Vector3D normal))
                continue;
            _normals[atom] = normal;
            atoms.Add(atom);
        }

        Smooth(atoms);
        JoinLayers(atoms);
        FillHoles(classes, hcp);
        FindFaults(classes, fcc);
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

    private void FindFaults(ReadOnlySpan<int> classes, int fcc)
    {
        int[] members = [.. Enumerable.Range(0, _layerOf.Length).Where(atom => _layerOf[atom] != None)];
        if (members.Length == 0)
            return;
        int layers = members.Max(atom => _layerOf[atom]) + 1;
        var stacks = new DisjointSets(layers);
        var isDouble = new int[members.Length];
        var crystal = new int[members.Length];
        var contacts = new Dictionary<(int, int), int>();
        for (int k = 0; k < members.Length; k++)
            (isDouble[k], crystal[k]) = Cover(members[k], classes, fcc, contacts);
        int[] sizes = new int[layers];
        foreach (int atom in members)
            sizes[_layerOf[atom]]++;
        foreach (((int a, int b), int count) in contacts)
        {
            if (count >= MostCovered * Math.Min(sizes[a], sizes[b]))
                stacks.Unite(a, b);
        }

        // Per stack: atoms, atoms covered on one side, on both, neighbors of fcc less others, sum of squared scales.
        var sums = new Dictionary<int, (int Atoms, int One, int Both, int Crystal, double Area)>();
        for (int k = 0; k < members.Length; k++)
        {
            ref (int Atoms, int One, int Both, int Crystal, double Area) sum = ref CollectionsMarshal
                .GetValueRefOrAddDefault(sums, stacks.Find(_layerOf[members[k]]), out _);
            double scale = _scales.Span[members[k]];
            sum = (
                sum.Atoms + 1, sum.One + (isDouble[k] == 1 ? 1 : 0), sum.Both + (isDouble[k] == 2 ? 1 : 0),
                sum.Crystal + crystal[k], sum.Area + (AreaPerAtom * scale * scale));
        }

        var faultOfStack = new Dictionary<int, int>();
        var singles = new List<int>();
        foreach ((int stack, (int count, int one, int both, int around, double area)) in sums.OrderBy(pair => pair.Key))
        {
            if (both > MostCovered * count || around <= 0)
                continue;
            bool isIntrinsic = one > count - one;
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
        int atom, ReadOnlySpan<int> classes, int fcc, Dictionary<(int, int), int> contacts)
    {
        Vector3D normal = _normals[atom];
        int above = 0, below = 0, crystal = 0;
        double reach = Shell * _scales.Span[atom];
        _search.Find(atom, _neighbors);
        for (int n = 0; n < _neighbors.Count; n++)
        {
            int other = _neighbors.Atoms[n];
            if (_neighbors.SquaredDistances[n] >= reach * reach || IsInPlane(atom, n, normal))
                continue;
            if (_layerOf[other] == None)
            {
                crystal += classes[other] == fcc ? 1 : -1;
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

    private static (int, int) Ordered(int a, int b) => (Math.Min(a, b), Math.Max(a, b));

    // Single layers that face each other over one layer between.
    private void PairSingles(List<int> singles)
    {
        int[] members = [.. Enumerable.Range(0, FaultOf.Length)
            .Where(atom => FaultOf[atom] != None && _faults[FaultOf[atom]].Kind == AtomRegion.TwinPlane)];
        if (singles.Count < 2)
            return;
        double longest = members.Max(atom => _scales.Span[atom]);
        var search = new NeighborSearch(
            [.. members.Select(atom => _structure.Positions[atom])], _structure.Lattice, _structure.Periodicity,
            SecondShell * longest);
        var facing = new Dictionary<(int, int), int>();
        var seen = new HashSet<int>();
        for (int k = 0; k < members.Length; k++)
        {
            int own = FaultOf[members[k]];
            double scale = _scales.Span[members[k]];
            search.Find(k, _neighbors);
            seen.Clear();
            for (int n = 0; n < _neighbors.Count; n++)
            {
                int other = FaultOf[members[_neighbors.Atoms[n]]];
                double height = Math.Abs(Height(n, _normals[members[k]]));
                if (other != own && height > SecondLow * scale && height < SecondHigh * scale && seen.Add(other))
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
            foreach (int atom in members)
            {
                if (FaultOf[atom] == pair[1])
                    FaultOf[atom] = pair[0];
            }
        }
    }

    private bool IsInPlane(int atom, int neighbor, Vector3D normal)
    {
        double scale = _scales.Span[atom];
        return _neighbors.SquaredDistances[neighbor] < Shell * Shell * scale * scale
            && Math.Abs(Height(neighbor, normal)) < InPlane * scale;
    }

    private double Height(int neighbor, Vector3D normal) => Vector3D.Dot(
        new Vector3D(_neighbors.X[neighbor], _neighbors.Y[neighbor], _neighbors.Z[neighbor]), normal);
}
