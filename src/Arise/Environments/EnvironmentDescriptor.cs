using Arise.Numerics;
using Arise.Structures;

namespace Arise.Environments;

/// <summary>The descriptors of the atoms of a structure as rows.</summary>
internal static class EnvironmentDescriptor
{
    /// <summary>Describes all atoms.</summary>
    /// <param name="structure">Atoms with their cell.</param>
    /// <param name="settings">Settings of the descriptor.</param>
    /// <param name="threads">Threads, 0 for one per processor; the numbers do not depend on it.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <returns>
    /// [atom, component], <see cref="EnvironmentSettings.Length"/> components: the unit vector of the spectrum of all
    /// neighbors, then the spectrum of the order of species over the length of the first; zeros for isolated atoms.
    /// </returns>
    public static float[] Compute(
        AtomicStructure structure,
        EnvironmentSettings settings,
        int threads = 0,
        CancellationToken cancellation = default)
    {
        float[] rows = new float[structure.Count * settings.Length];
        structure = structure.Wrapped();
        if (LocalScales.Of(structure, settings.Cutoff, threads, cancellation) is not { } scales)
            return rows;
        var sweep = new EnvironmentSweep(structure, settings, scales);
        sweep.Run(() => new Taker(rows, settings.Length, sweep.Components), threads, null, cancellation);
        return rows;
    }

    private sealed unsafe class Taker : IEnvironmentBlocks
    {
        private readonly float[] _rows;
        private readonly int _length;
        private readonly int _components;
        private readonly AlignedBuffer<float> _spectra;
        private readonly AlignedBuffer<float> _means;
        private readonly AlignedBuffer<float> _scales;

        public Taker(float[] rows, int length, int components)
        {
            (_rows, _length, _components) = (rows, length, components);
            (_spectra, _means, _scales) = (new(length * TileKernel.Lanes), new(length), new(length));
            _scales.Span.Fill(1);
        }

        public float* Spectra => _spectra.Pointer;

        public float* Means => _means.Pointer;

        public float* Scales => _scales.Pointer;

        public void Accept(ReadOnlySpan<int> atoms)
        {
            for (int lane = 0; lane < atoms.Length; lane++)
            {
                Span<float> row = _rows.AsSpan(atoms[lane] * _length, _components);
                for (int k = 0; k < row.Length; k++)
                    row[k] = _spectra.Pointer[(k * TileKernel.Lanes) + lane];
            }
        }
    }
}
