using System.Runtime.InteropServices;
using Arise.Clustering;
using Arise.Numerics;
using Arise.Structures;

namespace Arise.Labeling;

/// <summary>
/// Close-packed layers of atoms in hcp order: atoms labeled so that have a common plane (<see cref="PlaneNormals"/>)
/// and lie side by side in it. Holes are filled whatever the label there. Lengths are in units of the distance d of
/// neighbors; layers are 0.816 apart.
/// </summary>
internal sealed class HexagonalLayers
{
    /// <summary>Whether an atom lies in no layer.</summary>
    public const int None = -1;

    /// <summary>Neighbors are nearer than this.</summary>
    public const double Shell = 1.35;

    private const double InPlane = 0.4;
    private const double Parallel = 0.8;
    private const int SmallestLayer = 12;

    // Of six neighbors in the plane; an atom beside a layer has none.
    private const int FillFrom = 4;
    private const int FillLabeledFrom = 3;

    private readonly float[] _spacings;
    private readonly NeighborSearch _search;
    private readonly NeighborBuffer _neighbors = new();
    private readonly Vector3D[] _normals;
    private readonly int[] _layerOf;

    /// <summary>Finds the layers.</summary>
    /// <param name="classes">Class of each atom.</param>
    /// <param name="spacings">Distance d of close-packed neighbors about each, Angstrom.</param>
    /// <param name="search">Neighbors up to 1.35 d and farther.</param>
    /// <param name="hcp">Class of hcp atoms.</param>
    public HexagonalLayers(ReadOnlySpan<int> classes, float[] spacings, NeighborSearch search, int hcp)
    {
        (_spacings, _search) = (spacings, search);
        _normals = new Vector3D[classes.Length];
        _layerOf = new int[classes.Length];
        Array.Fill(_layerOf, None);
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
    }

    /// <summary>The layer of an atom, or <see cref="None"/>.</summary>
    public ReadOnlySpan<int> LayerOf => _layerOf;

    /// <summary>The normal of an atom of a layer, a unit vector of either sign.</summary>
    public Vector3D NormalOf(int atom) => _normals[atom];

    /// <summary>Whether a neighbor is of the first shell of an atom and lies in its plane.</summary>
    /// <param name="neighbors">The neighbors of the atom.</param>
    /// <param name="atom">The atom.</param>
    /// <param name="neighbor">Which of them.</param>
    public bool IsInPlane(NeighborBuffer neighbors, int atom, int neighbor) =>
        IsInPlane(neighbors, atom, neighbor, _normals[atom]);

    /// <summary>Height of a neighbor over the plane of an atom, Angstrom.</summary>
    public double Height(NeighborBuffer neighbors, int atom, int neighbor) =>
        Height(neighbors, neighbor, _normals[atom]);

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
                if (other != default && IsInPlane(_neighbors, atoms[k], n, own)
                    && Math.Abs(Vector3D.Dot(own, other)) > Parallel)
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
                    && IsInPlane(_neighbors, atoms[k], n, own) && IsInPlane(_neighbors, atoms[k], n, _normals[other])
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
            if (sets.SizeOf(root) < SmallestLayer)
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
                _normals[atom] = MeanNormal(_layerOf[atom], atom);
            rim = [.. filled];
        }
    }

    private void Vote(int atom, Dictionary<(int Atom, int Layer), int> votes)
    {
        _search.Find(atom, _neighbors);
        for (int n = 0; n < _neighbors.Count; n++)
        {
            int other = _neighbors.Atoms[n];
            if (_layerOf[other] == None && IsInPlane(_neighbors, atom, n, _normals[atom]))
                CollectionsMarshal.GetValueRefOrAddDefault(votes, (other, _layerOf[atom]), out _)++;
        }
    }

    private Vector3D MeanNormal(int layer, int atom)
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

    private bool IsInPlane(NeighborBuffer neighbors, int atom, int neighbor, Vector3D normal)
    {
        double spacing = _spacings[atom];
        return neighbors.SquaredDistances[neighbor] < Shell * Shell * spacing * spacing
            && Math.Abs(Height(neighbors, neighbor, normal)) < InPlane * spacing;
    }

    private static double Height(NeighborBuffer neighbors, int neighbor, Vector3D normal) => Vector3D.Dot(
        new Vector3D(neighbors.X[neighbor], neighbors.Y[neighbor], neighbors.Z[neighbor]), normal);
}
