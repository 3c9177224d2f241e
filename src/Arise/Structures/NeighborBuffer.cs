namespace Arise.Structures;

/// <summary>
/// Receives the neighbors of one atom: index, vector from the atom to the neighbor (Angstrom) and squared length.
/// Owned by the caller and reused from atom to atom, so that a sweep over all atoms allocates nothing.
/// </summary>
public sealed class NeighborBuffer
{
    // The search stores whole vectors of eight and may write this far beyond the last neighbor.
    internal const int Slack = 8;

    internal int[] AtomStore = new int[256];
    internal double[] XStore = new double[256];
    internal double[] YStore = new double[256];
    internal double[] ZStore = new double[256];
    internal double[] SquareStore = new double[256];

    /// <summary>Number of neighbors found.</summary>
    public int Count { get; internal set; }

    /// <summary>Index of each neighbor in the structure; an atom appears once per image within the cutoff.</summary>
    public ReadOnlySpan<int> Atoms => AtomStore.AsSpan(0, Count);

    /// <summary>x component of the vector to each neighbor, Angstrom.</summary>
    public ReadOnlySpan<double> X => XStore.AsSpan(0, Count);

    /// <summary>y component of the vector to each neighbor, Angstrom.</summary>
    public ReadOnlySpan<double> Y => YStore.AsSpan(0, Count);

    /// <summary>z component of the vector to each neighbor, Angstrom.</summary>
    public ReadOnlySpan<double> Z => ZStore.AsSpan(0, Count);

    /// <summary>Squared distance of each neighbor, square Angstrom.</summary>
    public ReadOnlySpan<double> SquaredDistances => SquareStore.AsSpan(0, Count);

    internal void Reserve(int more)
    {
        int needed = Count + more + Slack;
        if (needed <= AtomStore.Length)
            return;
        int size = Math.Max(needed, 2 * AtomStore.Length);
        Array.Resize(ref AtomStore, size);
        Array.Resize(ref XStore, size);
        Array.Resize(ref YStore, size);
        Array.Resize(ref ZStore, size);
        Array.Resize(ref SquareStore, size);
    }
}
