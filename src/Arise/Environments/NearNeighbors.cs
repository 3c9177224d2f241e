using Arise.Numerics;

namespace Arise.Environments;

/// <summary>Receives the neighbors of one atom, [neighbor]; owned by a worker and used again for the next
/// atom.</summary>
internal sealed unsafe class NearNeighbors
{
    // Whole vectors are written, so that up to 15 numbers beyond the last one change.
    private const int Slack = 16;

    /// <summary>Number of neighbors.</summary>
    public int Count { get; set; }

    /// <summary>Component x of the vector to each neighbor, Angstrom.</summary>
    public AlignedBuffer<float> X { get; private set; } = new(256);

    /// <summary>Component y.</summary>
    public AlignedBuffer<float> Y { get; private set; } = new(256);

    /// <summary>Component z.</summary>
    public AlignedBuffer<float> Z { get; private set; } = new(256);

    /// <summary>Squared distance of each neighbor, square Angstrom.</summary>
    public AlignedBuffer<float> Squares { get; private set; } = new(256);

    /// <summary>Index of each neighbor in the structure.</summary>
    public AlignedBuffer<int> Atoms { get; private set; } = new(256);

    /// <summary>Makes room.</summary>
    /// <param name="neighbors">For how many.</param>
    /// <param name="keep">Whether what was there stays.</param>
    public void Reserve(int neighbors, bool keep = false)
    {
        if (X.Length >= neighbors + Slack)
            return;
        int size = Math.Max(neighbors + Slack, 2 * X.Length);
        (X, Y, Z, Squares) = (Grown(X), Grown(Y), Grown(Z), Grown(Squares));
        var atoms = new AlignedBuffer<int>(size);
        if (keep)
            Atoms.Span[..Count].CopyTo(atoms.Span);
        Atoms = atoms;

        AlignedBuffer<float> Grown(AlignedBuffer<float> values)
        {
            var grown = new AlignedBuffer<float>(size);
            if (keep)
                values.Span[..Count].CopyTo(grown.Span);
            return grown;
        }
    }
}
