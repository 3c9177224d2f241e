using System.Runtime.InteropServices;
using Arise.Clustering;
using Arise.Structures;

namespace Arise.Labeling;

/// <summary>
/// Planar faults of fcc crystals among atoms labeled hcp. Layers of them (<see cref="HexagonalLayers"/>) that touch
/// make stacks: of one layer (twin plane), two (intrinsic fault), or more (an hcp crystal, which is no fault). Two
/// single layers with one between are an extrinsic fault. A few wrong labels change neither kind nor area.
/// </summary>
/// <remarks>
/// Lengths are in units of the distance d of neighbors: layers are 0.816 apart, second layers 1.633. An atom has the
/// area sqrt(3)/2 a^2 in its layer, a the distance of neighbors there. Definitions: J. P. Hirth, J. Lothe, Theory of
/// Dislocations, 2nd edition, 1982, section 10-2.
/// </remarks>
internal sealed class FaultSheets
{
    /// <summary>Whether an atom lies in no fault.</summary>
    public const int None = -1;

    private const double Shell = HexagonalLayers.Shell;
    private const double SecondShell = 2.1;
    private const double SecondLow = 1.3;
    private const double SecondHigh = 1.95;
    private const double AreaPerAtom = 0.8660254037844386;

    // Of three neighbors above, and of three below.
    private const int CoveredFrom = 2;

    private const double MostCovered = 0.3;
    private const double FewestMatched = 0.5;

    private readonly AtomicStructure _structure;
    private readonly float[] _spacings;
    private readonly NeighborSearch _search;
    private readonly NeighborBuffer _neighbors = new();
    private readonly HexagonalLayers _layers;
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
        FaultOf = new int[structure.Count];
        Array.Fill(FaultOf, None);
        _layers = new HexagonalLayers(classes, spacings, search, hcp);
        FindFaults(classes, fcc, dhcp);
    }

    /// <summary>The fault that an atom lies in, an index into <see cref="Faults"/>, or <see cref="None"/>.</summary>
    public int[] FaultOf { get; }

    /// <summary>The faults; their class is not told yet.</summary>
    public IReadOnlyList<AtomRegion> Faults => _faults;

    /// <summary>Layers that touch: counts over their atoms, and over pairs of neighbors within layers.</summary>
    private sealed class Stack
    {
        public int Atoms;
        public int CoveredOnce;
        public int CoveredTwice;

        // Neighbors out of the layers that are of fcc, less those that are not.
        public int Crystal;
        public int Pairs;
        public double Distances;
        public double Squares;

        public bool IsFault => CoveredTwice <= MostCovered * Atoms && Crystal > 0;

        public bool IsIntrinsic => CoveredOnce > Atoms - CoveredOnce;

        // Of all layers. With s^2 the variance of each component of r between neighbors, the mean length is a + s^2 / a
        // to second order, and its variance s^2.
        public double Area
        {
            get
            {
                double mean = Distances / Pairs, variance = (Squares / Pairs) - (mean * mean);
                double spacing = mean - (variance / mean);
                return AreaPerAtom * Atoms * spacing * spacing;
            }
        }
    }

    private void FindFaults(ReadOnlySpan<int> classes, int fcc, int dhcp)
    {
        ReadOnlySpan<int> layerOf = _layers.LayerOf;
        var members = new List<int>();
        var sizes = new List<int>();
        for (int atom = 0; atom < layerOf.Length; atom++)
        {
            if (layerOf[atom] == None)
                continue;
            members.Add(atom);
            while (sizes.Count <= layerOf[atom])
                sizes.Add(0);
            sizes[layerOf[atom]]++;
        }

        var ofLayer = new Stack[sizes.Count];
        for (int layer = 0; layer < ofLayer.Length; layer++)
            ofLayer[layer] = new Stack();
        var contacts = new Dictionary<(int, int), int>();
        foreach (int atom in members)
            Add(ofLayer[layerOf[atom]], atom, classes, fcc, dhcp, contacts);
        var joined = new DisjointSets(sizes.Count);
        foreach (((int a, int b), int count) in contacts)
        {
            if (count >= MostCovered * Math.Min(sizes[a], sizes[b]))
                joined.Unite(a, b);
        }

        var faultOfStack = new Dictionary<int, int>();
        foreach (IGrouping<int, int> layers in Enumerable.Range(0, sizes.Count).GroupBy(joined.Find))
        {
            Stack stack = Sum(layers.Select(layer => ofLayer[layer]));
            if (!stack.IsFault)
                continue;
            faultOfStack.Add(layers.Key, _faults.Count);
            _faults.Add(new AtomRegion(
                stack.IsIntrinsic ? AtomRegion.IntrinsicFault : AtomRegion.TwinPlane, "", stack.Atoms, double.NaN,
                stack.IsIntrinsic ? stack.Area / 2 : stack.Area));
        }

        foreach (int atom in members)
            FaultOf[atom] = faultOfStack.GetValueOrDefault(joined.Find(layerOf[atom]), None);
        PairSingles();
    }

    private static Stack Sum(IEnumerable<Stack> layers)
    {
        var sum = new Stack();
        foreach (Stack layer in layers)
        {
            sum.Atoms += layer.Atoms;
            sum.CoveredOnce += layer.CoveredOnce;
            sum.CoveredTwice += layer.CoveredTwice;
            sum.Crystal += layer.Crystal;
            sum.Pairs += layer.Pairs;
            sum.Distances += layer.Distances;
            sum.Squares += layer.Squares;
        }

        return sum;
    }

    // Adds an atom to its layer, and its contacts with others.
    private void Add(
        Stack layer, int atom, ReadOnlySpan<int> classes, int fcc, int dhcp, Dictionary<(int, int), int> contacts)
    {
        ReadOnlySpan<int> layerOf = _layers.LayerOf;
        int above = 0, below = 0;
        double reach = Shell * _spacings[atom];
        _search.Find(atom, _neighbors);
        for (int n = 0; n < _neighbors.Count; n++)
        {
            int other = _neighbors.Atoms[n];
            double square = _neighbors.SquaredDistances[n];
            if (_layers.IsInPlane(_neighbors, atom, n))
            {
                if (layerOf[other] == layerOf[atom])
                    (layer.Pairs, layer.Distances, layer.Squares) =
                        (layer.Pairs + 1, layer.Distances + Math.Sqrt(square), layer.Squares + square);
                continue;
            }

            if (square >= reach * reach)
                continue;
            if (layerOf[other] == None)
            {
                layer.Crystal += classes[other] == fcc || classes[other] == dhcp ? 1 : -1;
                continue;
            }

            if (_layers.Height(_neighbors, atom, n) > 0)
                above++;
            else
                below++;
            if (layerOf[other] != layerOf[atom])
                CollectionsMarshal.GetValueRefOrAddDefault(contacts, Ordered(layerOf[atom], layerOf[other]), out _)++;
        }

        layer.Atoms++;
        bool isAbove = above >= CoveredFrom, isBelow = below >= CoveredFrom;
        layer.CoveredOnce += isAbove != isBelow ? 1 : 0;
        layer.CoveredTwice += isAbove && isBelow ? 1 : 0;
    }

    private static (int, int) Ordered(int a, int b) => (Math.Min(a, b), Math.Max(a, b));

    // Single layers that face each other over one layer between.
    private void PairSingles()
    {
        int[] singles = [.. Enumerable.Range(0, _faults.Count)
            .Where(fault => _faults[fault].Kind == AtomRegion.TwinPlane)];
        int[] members = [.. Enumerable.Range(0, FaultOf.Length)
            .Where(atom => FaultOf[atom] != None && _faults[FaultOf[atom]].Kind == AtomRegion.TwinPlane)];
        if (singles.Length < 2)
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
                double height = Math.Abs(_layers.Height(_neighbors, members[k], n));
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
}
