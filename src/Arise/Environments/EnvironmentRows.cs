using Arise.Numerics;

namespace Arise.Environments;

/// <summary>Turns the blocks of a sweep into one row per atom.</summary>
internal sealed unsafe class EnvironmentRows : IEnvironmentBlocks
{
    private readonly int _components;
    private readonly RowTaker _take;
    private readonly float[] _row;
    private readonly AlignedBuffer<float> _spectra;
    private readonly AlignedBuffer<float> _means;
    private readonly AlignedBuffer<float> _scales;

    /// <summary>Rows for one worker.</summary>
    /// <param name="length">Numbers of a row.</param>
    /// <param name="components">How many of them the sweep computes; the others are zero.</param>
    /// <param name="take">Takes a row, which is overwritten by the next one.</param>
    public EnvironmentRows(int length, int components, RowTaker take)
    {
        (_components, _take, _row) = (components, take, new float[length]);
        (_spectra, _means, _scales) = (new(length * TileKernel.Lanes), new(length), new(length));
        _scales.Span.Fill(1);
    }

    /// <summary>Takes the row of an atom.</summary>
    public delegate void RowTaker(int atom, ReadOnlySpan<float> row);

    /// <inheritdoc/>
    public float* Spectra => _spectra.Pointer;

    /// <inheritdoc/>
    public float* Means => _means.Pointer;

    /// <inheritdoc/>
    public float* Scales => _scales.Pointer;

    /// <inheritdoc/>
    public void Accept(ReadOnlySpan<int> atoms)
    {
        for (int lane = 0; lane < atoms.Length; lane++)
        {
            for (int k = 0; k < _components; k++)
                _row[k] = _spectra.Pointer[(k * TileKernel.Lanes) + lane];
            _take(atoms[lane], _row);
        }
    }
}
