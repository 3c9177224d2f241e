using Arise.Numerics;
using Arise.Structures;

namespace Arise.Environments;

/// <summary>
/// The descriptors of all atoms of a structure, layer by layer: the coefficients of a layer are computed once, when the
/// averages of an earlier layer first need them, and are overwritten when no later one does.
/// </summary>
/// <remarks>
/// Layers are slices along the longest direction of the sample, so that the memory is that of a slab about four local
/// scales thick, whatever the length of the sample. Around a periodic boundary the first layers are computed again at
/// the end. Atoms follow each other as in the bins of the neighbor search: the coefficients that neighbors share are
/// still in the cache.
/// </remarks>
internal sealed unsafe class EnvironmentSweep
{
    private const int Block = TileKernel.Lanes;
    private const int LeastAtoms = 4096;
    private const double Fade = EnvironmentSettings.FadeBefore + EnvironmentSettings.FadeBeyond;

    private readonly EnvironmentSettings _settings;
    private readonly LocalScales _scales;
    private readonly byte[] _species;
    private readonly int _sets;

    // Atoms sorted by layer, in the order of the search within a layer; where each layer begins.
    private readonly int[] _order;
    private readonly int[] _starts;
    private readonly int _reach;
    private readonly bool _wraps;

    // Where the coefficients of an atom stand.
    private readonly int[] _slot;
    private readonly int _slots;
    private readonly AlignedBuffer<float> _coefficients;

    /// <summary>Prepares a sweep.</summary>
    /// <param name="structure">Atoms, wrapped into the cell.</param>
    /// <param name="settings">Settings of the descriptor.</param>
    /// <param name="scales">Their local scales, with a search that reaches the cutoff.</param>
    public EnvironmentSweep(AtomicStructure structure, EnvironmentSettings settings, LocalScales scales)
    {
        (_settings, _scales) = (settings, scales);
        _species = SpeciesNumbers(structure);
        _sets = _species.Length > 0 ? 2 : 1;
        double reach = (settings.AveragingRadius + EnvironmentSettings.FadeBeyond) * scales.Largest;
        (double[] heights, double length, _wraps) = Heights(structure);
        double thickness = Math.Max(
            1.01 * scales.MedianNearest, length * Math.Min(1, (double)LeastAtoms / structure.Count));
        int layers = Math.Max(1, (int)(length / thickness));
        thickness = length / layers;
        _reach = layers == 1 ? 0 : (int)Math.Ceiling(reach / thickness * (1 + 1e-9));
        if ((2 * _reach) + 1 >= layers)
            (layers, thickness, _reach) = (1, Math.Max(length, 1), 0);
        (_order, _starts) = Sort(heights, layers, thickness);
        _slot = new int[structure.Count];
        _slots = layers == 1 ? structure.Count : LargestWindow(layers);
        double floats = (double)_slots * _sets * EnvironmentExpansion.Stride;
        MemoryBudget.Require(
            Math.Max(floats * sizeof(float), floats > Array.MaxLength - 64 ? double.PositiveInfinity : 0),
            $"The environments of {structure.Count} atoms",
            "use a smaller sample or cut it into parts");
        _coefficients = new AlignedBuffer<float>((int)floats);
    }

    /// <summary>Components of a descriptor: those of one spectrum, or of two where there are several species.</summary>
    public int Components => _sets * EnvironmentSpectrum.Length;

    /// <summary>Computes the descriptors of all atoms that are not isolated.</summary>
    /// <param name="takers">Makes the taker of a worker.</param>
    /// <param name="threads">Threads; the descriptors do not depend on it.</param>
    /// <param name="counter">Is told the atoms done, or null.</param>
    /// <param name="cancellation">Stops the work.</param>
    public void Run(
        Func<IEnvironmentBlocks> takers, int threads, StepCounter? counter, CancellationToken cancellation)
    {
        int layers = _starts.Length - 1;
        using var workers = new ThreadLocal<Worker>(() => new Worker(this, takers()));
        ParallelOptions options = ThreadCount.Parallel(threads, cancellation);
        int next = _wraps && layers > 1 ? -_reach : 0, slot = 0;
        for (int layer = 0; layer < layers; layer++)
        {
            int last = _wraps || layers == 1 ? layer + _reach : Math.Min(layer + _reach, layers - 1);
            for (; next <= last; next++)
            {
                ReadOnlyMemory<int> entering = Layer((next + layers) % layers);
                int first = slot;
                ForBlocks(entering.Length, options, (from, to) =>
                    workers.Value!.Expand(entering.Span[from..to], first + from));
                slot = (slot + entering.Length) % _slots;
            }

            ReadOnlyMemory<int> atoms = Layer(layer);
            ForBlocks(atoms.Length, options, (from, to) =>
            {
                workers.Value!.Describe(atoms.Span[from..to]);
                counter?.Add(to - from);
            });
        }
    }

    private static void ForBlocks(int count, ParallelOptions options, Action<int, int> body) => Parallel.For(
        0,
        (count + Block - 1) / Block,
        options,
        block => body(block * Block, Math.Min((block + 1) * Block, count)));

    // Numbers of the species in order of atomic number; nothing when there is only one.
    private static byte[] SpeciesNumbers(AtomicStructure structure)
    {
        var distinct = structure.DistinctSpecies();
        if (distinct.Length <= 1)
            return [];
        var numbers = new byte[ChemicalElement.MaxAtomicNumber + 1];
        for (int s = 0; s < distinct.Length; s++)
            numbers[distinct[s].AtomicNumber] = (byte)s;
        var species = new byte[structure.Count];
        for (int i = 0; i < species.Length; i++)
            species[i] = numbers[structure.Species[i].AtomicNumber];
        return species;
    }

    // Height of every atom above the lowest along the direction in which the sample is longest: along the normal of
    // two lattice vectors, where translations by them change nothing, or along a Cartesian axis without a lattice.
    private static (double[] Heights, double Length, bool Wraps) Heights(AtomicStructure structure)
    {
        double[][] along = [new double[structure.Count], new double[structure.Count], new double[structure.Count]];
        Lattice? lattice = structure.Periodicity.Any ? structure.Lattice : null;
        double[] height = lattice is null
            ? [1, 1, 1]
            : [1 / lattice.ReciprocalA.Length, 1 / lattice.ReciprocalB.Length, 1 / lattice.ReciprocalC.Length];
        for (int i = 0; i < structure.Count; i++)
        {
            Vector3D p = structure.Positions[i];
            Vector3D f = lattice?.ToFractional(p) ?? p;
            for (int axis = 0; axis < 3; axis++)
                along[axis][i] = f[axis] * height[axis];
        }

        bool[] periodic = [structure.Periodicity.A, structure.Periodicity.B, structure.Periodicity.C];
        int best = 0;
        double longest = -1;
        for (int axis = 0; axis < 3; axis++)
        {
            double length = periodic[axis] ? height[axis] : along[axis].Max() - along[axis].Min();
            if (length > longest)
                (best, longest) = (axis, length);
        }

        double low = periodic[best] ? 0 : along[best].Min();
        for (int i = 0; i < structure.Count; i++)
            along[best][i] -= low;
        return (along[best], Math.Max(longest, 1e-6), periodic[best]);
    }

    private (int[] Order, int[] Starts) Sort(double[] heights, int layers, double thickness)
    {
        var starts = new int[layers + 1];
        int LayerOf(int atom) => Math.Clamp((int)(heights[atom] / thickness), 0, layers - 1);
        for (int i = 0; i < heights.Length; i++)
            starts[LayerOf(i) + 1]++;
        for (int layer = 0; layer < layers; layer++)
            starts[layer + 1] += starts[layer];
        int[] next = starts[..layers], order = new int[heights.Length];
        foreach (int atom in _scales.Search.SpatialOrder)
            order[next[LayerOf(atom)]++] = atom;
        return (order, starts);
    }

    private ReadOnlyMemory<int> Layer(int layer) =>
        _order.AsMemory(_starts[layer], _starts[layer + 1] - _starts[layer]);

    private int LargestWindow(int layers)
    {
        int largest = 0;
        for (int layer = 0; layer < layers; layer++)
        {
            int count = 0;
            for (int near = layer - _reach; near <= layer + _reach; near++)
            {
                if (_wraps || (near >= 0 && near < layers))
                    count += Layer((near + layers) % layers).Length;
            }

            largest = Math.Max(largest, count);
        }

        return largest;
    }

    private sealed class Worker(EnvironmentSweep sweep, IEnvironmentBlocks taker)
    {
        private readonly EnvironmentExpansion _expansion = new(sweep._settings);
        private readonly EnvironmentSpectrum _spectrum = new();
        private readonly NearPoints _points = new(sweep._scales.Search);
        private readonly NearNeighbors _neighbors = new();
        private readonly AlignedBuffer<float> _averages =
            new(EnvironmentSpectrum.Lanes * sweep._sets * EnvironmentExpansion.Stride);

        private readonly int[] _atoms = new int[Block];
        private AlignedBuffer<float> _weights = new(128);
        private AlignedBuffer<nint> _centers = new(128);

        public void Expand(ReadOnlySpan<int> atoms, int firstSlot)
        {
            for (int k = 0; k < atoms.Length; k++)
                sweep._slot[atoms[k]] = (firstSlot + k) % sweep._slots;
            for (int count; atoms.Length > 0; atoms = atoms[count..])
            {
                count = _points.Group(atoms);
                _points.Gather(atoms[..count], sweep._settings.Cutoff * LargestScale(atoms[..count]));
                foreach (int atom in atoms[..count])
                {
                    double scale = sweep._scales.Values[atom];
                    if (scale == 0)
                        continue;
                    _points.Find(atom, sweep._settings.Cutoff * scale, _neighbors);
                    _expansion.Expand(
                        _neighbors, scale, atom, sweep._species, Coefficients(sweep._slot[atom]));
                }
            }
        }

        public void Describe(ReadOnlySpan<int> atoms)
        {
            int count = 0;
            foreach (int atom in atoms)
            {
                if (sweep._scales.Values[atom] > 0)
                    _atoms[count++] = atom;
            }

            int length = sweep._sets * EnvironmentExpansion.Stride, grouped = 0;
            for (int first = 0; first < count; first += EnvironmentSpectrum.Lanes)
            {
                int lanes = Math.Min(EnvironmentSpectrum.Lanes, count - first);
                for (int lane = 0; lane < lanes; lane++)
                {
                    if (grouped <= first + lane)
                        grouped += Gather(_atoms.AsSpan(first + lane, count - first - lane));
                    Average(_atoms[first + lane], length, _averages.Pointer + (lane * length));
                }

                float* to = taker.Spectra + first;
                for (int set = 0; set < sweep._sets; set++)
                {
                    _spectrum.Compute(
                        _averages.Pointer + (set * EnvironmentExpansion.Stride),
                        length,
                        to + (set * EnvironmentSpectrum.Length * Block),
                        Block);
                }

                EnvironmentSpectrum.Normalize(to, Block, sweep.Components, taker.Means, taker.Scales);
            }

            if (count > 0)
                taker.Accept(_atoms.AsSpan(0, count));
        }

        private double LargestScale(ReadOnlySpan<int> atoms)
        {
            double largest = 0;
            foreach (int atom in atoms)
                largest = Math.Max(largest, sweep._scales.Values[atom]);
            return largest;
        }

        private int Gather(ReadOnlySpan<int> atoms)
        {
            int count = _points.Group(atoms);
            double reach = sweep._settings.AveragingRadius + EnvironmentSettings.FadeBeyond;
            _points.Gather(atoms[..count], reach * LargestScale(atoms[..count]));
            return count;
        }

        private float* Coefficients(int slot) =>
            sweep._coefficients.Pointer + ((nint)slot * sweep._sets * EnvironmentExpansion.Stride);

        private void Average(int atom, int length, float* output)
        {
            double scale = sweep._scales.Values[atom];
            double radius = sweep._settings.AveragingRadius;
            double full = (radius - EnvironmentSettings.FadeBefore) * scale;
            double end = (radius + EnvironmentSettings.FadeBeyond) * scale;
            _points.Find(atom, end, _neighbors);
            if (_weights.Length <= _neighbors.Count)
                (_weights, _centers) = (new(2 * _neighbors.Count), new(2 * _neighbors.Count));
            int count = 1;
            (_centers.Pointer[0], _weights.Pointer[0]) = ((nint)Coefficients(sweep._slot[atom]), 1);
            for (int k = 0; k < _neighbors.Count; k++)
            {
                int other = _neighbors.Atoms.Pointer[k];
                if (sweep._scales.Values[other] == 0)
                    continue;
                double r = Math.Sqrt(_neighbors.Squares.Pointer[k]);
                _centers.Pointer[count] = (nint)Coefficients(sweep._slot[other]);
                _weights.Pointer[count++] = r <= full ? 1 : (float)((end - r) / (Fade * scale));
            }

            EnvironmentAverage.Sum((float**)_centers.Pointer, _weights.Pointer, count, length, output);
        }
    }
}
