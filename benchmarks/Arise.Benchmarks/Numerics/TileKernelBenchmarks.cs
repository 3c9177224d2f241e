using Arise.Numerics;
using BenchmarkDotNet.Attributes;

namespace Arise.Benchmarks.Numerics;

/// <summary>The matrix kernel on the layers of the published network, with a tile of 32 inputs.</summary>
public unsafe class TileKernelBenchmarks : PeakBenchmark
{
    private AlignedBuffer<float> _weights = null!;
    private AlignedBuffer<float> _bias = null!;
    private AlignedBuffer<float> _inputs = null!;
    private AlignedBuffer<float> _outputs = null!;
    private AlignedBuffer<int> _rows = null!;
    private AlignedBuffer<uint> _kept = null!;
    private int _tiles;

    public static IEnumerable<LayerShape> Layers =>
        [new LayerShape(316, 256), new LayerShape(256, 512), new LayerShape(512, 256), new LayerShape(256, 108)];

    [ParamsSource(nameof(Layers))]
    public LayerShape Layer { get; set; } = null!;

    [GlobalSetup]
    public void Setup()
    {
        _tiles = (Layer.Units + TileKernel.Units - 1) / TileKernel.Units;
        _weights = new AlignedBuffer<float>(_tiles * Layer.Inputs * TileKernel.Units);
        _bias = new AlignedBuffer<float>(_tiles * TileKernel.Units);
        _inputs = new AlignedBuffer<float>(Layer.Inputs * TileKernel.Lanes);
        _outputs = new AlignedBuffer<float>(_tiles * TileKernel.Units * TileKernel.Lanes);
        _rows = new AlignedBuffer<int>(Layer.Inputs);
        _kept = new AlignedBuffer<uint>(_tiles * TileKernel.Units);
        _kept.Span.Fill(uint.MaxValue);
        for (int k = 0; k < Layer.Inputs; k++)
            _rows.Span[k] = k;
        _weights.Span.Fill(0.01f);
        _inputs.Span.Fill(0.5f);
    }

    [Benchmark]
    public void Multiply()
    {
        for (int tile = 0; tile < _tiles; tile++)
        {
            TileKernel.Multiply(new TileOperands
            {
                Weights = _weights.Pointer + (tile * Layer.Inputs * TileKernel.Units),
                Bias = _bias.Pointer + (tile * TileKernel.Units),
                Inputs = _inputs.Pointer,
                InputStride = TileKernel.Lanes,
                InputRows = _rows.Pointer,
                Depth = Layer.Inputs,
                Output = _outputs.Pointer + (tile * TileKernel.Units * TileKernel.Lanes),
                OutputStride = TileKernel.Lanes,
                Kept = _kept.Pointer + (tile * TileKernel.Units),
                Scale = 1,
            });
        }
    }
}
