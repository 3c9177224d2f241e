using Arise.Benchmarks.Samples;
using Arise.Environments;
using Arise.Networks;
using Arise.Numerics;
using Arise.Prototypes;
using Arise.Recognition;
using Arise.Structures;
using BenchmarkDotNet.Attributes;

namespace Arise.Benchmarks.Environments;

/// <summary>
/// The stages of labels for all atoms, one thread, in a periodic block of 15 625 copper atoms (of 13 718 atoms of rock
/// salt for two species), every component displaced by up to 0.15 Angstrom. The times are of the whole block.
/// </summary>
public unsafe class EnvironmentBenchmarks : PeakBenchmark
{
    private readonly EnvironmentSettings _settings = new();
    private readonly NearNeighbors _neighbors = new();
    private readonly AlignedBuffer<float> _spectra = new(2 * EnvironmentSpectrum.Length * TileKernel.Lanes);
    private readonly AlignedBuffer<nint> _centers = new(256);
    private readonly AlignedBuffer<float> _numbers = new(2 * EnvironmentSpectrum.Length);
    private AtomicStructure _structure = null!;
    private AtomicStructure _binary = null!;
    private LocalScales _scales = null!;
    private EnvironmentExpansion _expansion = null!;
    private NearPoints _points = null!;
    private AlignedBuffer<float> _coefficients = null!;
    private EnvironmentClassifier _classifier = null!;
    private ForwardPass _forward = null!;
    private SoftmaxBlock _softmax = null!;
    private AlignedBuffer<uint> _kept = null!;
    private bool[] _allowed = [];
    private int[] _offsets = [];

    [GlobalSetup]
    public void Setup()
    {
        _structure = CopperBlocks.Shaken(Block("fcc_Cu_A_cF4_225_a", 16384), 0.15);
        _binary = CopperBlocks.Shaken(Block("RockSalt_NaCl", 13824), 0.15);
        _scales = LocalScales.Of(_structure, _settings.Cutoff, 1)!;
        _expansion = new EnvironmentExpansion(_settings);
        _points = new NearPoints(_scales.Search);
        _coefficients = new AlignedBuffer<float>(_structure.Count * EnvironmentExpansion.Stride);
        _classifier = new EnvironmentClassifier(ShippedModels.Find("arise-atoms"));
        _forward = _classifier.Network.ForwardPass();
        NetworkArchitecture architecture = _classifier.Network.Architecture;
        _softmax = new SoftmaxBlock(architecture.ClassCount);
        _kept = new AlignedBuffer<uint>(architecture.LayerSizes.Max() + TileKernel.Units);
        _kept.Span.Fill(uint.MaxValue);
        _offsets = new int[architecture.LayerSizes.Length - 1];
        _allowed = [.. Enumerable.Repeat(true, architecture.ClassCount)];
        _numbers.Span.Fill(1);
        for (int k = 0; k < EnvironmentSpectrum.Length * TileKernel.Lanes; k++)
            _forward.Input.Span[k] = (k * 0.37f % 1) - 0.5f;
        SearchAndCoefficients();
    }

    [Benchmark]
    public object Scales() => LocalScales.Of(_structure, _settings.Cutoff, 1)!;

    [Benchmark]
    public long Search() => Sweep(_settings.Cutoff, null);

    [Benchmark]
    public long SearchAndCoefficients() => Sweep(_settings.Cutoff, (atom, rank) => _expansion.Expand(
        _neighbors,
        _scales.Values[atom],
        atom,
        default,
        _coefficients.Pointer + ((nint)rank * EnvironmentExpansion.Stride)));

    [Benchmark]
    public long SearchAndAverages()
    {
        float* output = _spectra.Pointer;
        return Sweep(_settings.AveragingRadius + EnvironmentSettings.FadeBeyond, (_, _) =>
        {
            for (int k = 0; k < _neighbors.Count; k++)
            {
                _centers.Pointer[k] = (nint)(_coefficients.Pointer
                    + ((nint)_neighbors.Atoms.Pointer[k] * EnvironmentExpansion.Stride));
            }

            EnvironmentAverage.Sum(
                (float**)_centers.Pointer, _numbers.Pointer, _neighbors.Count, EnvironmentExpansion.Stride, output);
        });
    }

    [Benchmark]
    public void Spectra()
    {
        var spectrum = new EnvironmentSpectrum();
        for (int atom = 0; atom < _structure.Count; atom += EnvironmentSpectrum.Lanes)
        {
            spectrum.Compute(
                _coefficients.Pointer + ((nint)atom * EnvironmentExpansion.Stride),
                EnvironmentExpansion.Stride,
                _spectra.Pointer,
                TileKernel.Lanes);
            EnvironmentSpectrum.Normalize(
                _spectra.Pointer, TileKernel.Lanes, EnvironmentSpectrum.Length, _numbers.Pointer, _numbers.Pointer);
        }
    }

    [Benchmark]
    public void Network()
    {
        for (int atom = 0; atom < _structure.Count; atom += TileKernel.Lanes)
        {
            _forward.Run(_kept.Pointer, _offsets, 1);
            _softmax.Run(_forward.Logits.Pointer);
        }
    }

    [Benchmark]
    public void Labels() =>
        _classifier.Classify(_structure, _allowed, new EnvironmentAnswers(_structure.Count), 1);

    [Benchmark]
    public void LabelsOfTwoSpecies() =>
        _classifier.Classify(_binary, _allowed, new EnvironmentAnswers(_binary.Count), 1);

    private static AtomicStructure Block(string label, int atoms)
    {
        AtomicStructure cell = PrototypeLibrary.Published.Single(prototype => prototype.Label == label).Structure;
        int n = (int)Math.Round(Math.Cbrt((double)atoms / cell.Count));
        return cell.Repeat(n, n, n);
    }

    private long Sweep(double radius, Action<int, int>? body)
    {
        long found = 0;
        int rank = 0;
        ReadOnlySpan<int> atoms = _scales.Search.SpatialOrder;
        for (int count; atoms.Length > 0; atoms = atoms[count..])
        {
            count = _points.Group(atoms);
            _points.Gather(atoms[..count], radius * _scales.Largest);
            foreach (int atom in atoms[..count])
            {
                _points.Find(atom, radius * _scales.Values[atom], _neighbors);
                found += _neighbors.Count;
                body?.Invoke(atom, rank++);
            }
        }

        return found;
    }
}
