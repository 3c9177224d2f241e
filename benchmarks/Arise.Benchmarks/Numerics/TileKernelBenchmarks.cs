using Arise.Numerics;

namespace Arise.Benchmarks.Numerics;

/// <summary>The matrix kernel on the layers of the network, as a share of the peak measured in the same run.</summary>
internal static unsafe class TileKernelBenchmarks
{
    public static void Run()
    {
        double peak = PeakRate.Measure();
        Console.WriteLine($"{TileKernel.Instructions}, peak {peak:F0} GFLOP/s on one core");
        foreach ((int inputs, int units) in new[] { (316, 256), (256, 512), (512, 256), (256, 108) })
        {
            double rate = Rate(inputs, units);
            Console.WriteLine($"  {inputs,4} x {units,3} x 32 lanes  {rate,6:F1} GFLOP/s  {rate / peak:P0} of peak");
        }
    }

    private static double Rate(int inputs, int units)
    {
        int tiles = (units + TileKernel.Units - 1) / TileKernel.Units;
        var weights = new AlignedBuffer<float>(tiles * inputs * TileKernel.Units);
        var bias = new AlignedBuffer<float>(tiles * TileKernel.Units);
        var x = new AlignedBuffer<float>(inputs * TileKernel.Lanes);
        var y = new AlignedBuffer<float>(tiles * TileKernel.Units * TileKernel.Lanes);
        var rows = new AlignedBuffer<int>(inputs);
        var kept = new AlignedBuffer<uint>(tiles * TileKernel.Units);
        kept.Span.Fill(uint.MaxValue);
        for (int k = 0; k < inputs; k++)
            rows.Span[k] = k;
        weights.Span.Fill(0.01f);
        x.Span.Fill(0.5f);
        const int repeats = 5;
        double seconds = Stopwatches.Best(2000, () =>
        {
            for (int repeat = 0; repeat < repeats; repeat++)
            {
                for (int tile = 0; tile < tiles; tile++)
                {
                    TileKernel.Multiply(new TileOperands
                    {
                        Weights = weights.Pointer + (tile * inputs * TileKernel.Units),
                        Bias = bias.Pointer + (tile * TileKernel.Units),
                        Inputs = x.Pointer,
                        InputStride = TileKernel.Lanes,
                        InputRows = rows.Pointer,
                        Depth = inputs,
                        Output = y.Pointer + (tile * TileKernel.Units * TileKernel.Lanes),
                        OutputStride = TileKernel.Lanes,
                        Kept = kept.Pointer + (tile * TileKernel.Units),
                        Scale = 1,
                    });
                }
            }
        });
        GC.KeepAlive((weights, bias, x, y, rows, kept));
        return 2.0 * inputs * units * TileKernel.Lanes * repeats / seconds / 1e9;
    }
}
