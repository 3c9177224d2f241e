using Arise.Numerics;

namespace Arise.Tests.Numerics;

public unsafe class TileKernelTests
{
    private const int Depth = 131;
    private const int Stride = 48;
    private readonly AlignedBuffer<float> _weights = Random(Depth * TileKernel.Units, 1);
    private readonly AlignedBuffer<float> _bias = Random(TileKernel.Units, 2);
    private readonly AlignedBuffer<float> _inputs = Random(Depth * Stride, 3);
    private readonly AlignedBuffer<float> _outputs = new(TileKernel.Units * Stride);
    private readonly AlignedBuffer<uint> _kept = new(TileKernel.Units);
    private readonly AlignedBuffer<int> _rows = new(Depth);

    public TileKernelTests()
    {
        for (int k = 0; k < Depth; k++)
            _rows.Span[k] = k;
    }

    [KernelFact]
    public void Gives_the_chain_of_fused_multiply_adds_bit_for_bit()
    {
        TileKernel.Multiply(Operands());
        for (int unit = 0; unit < TileKernel.Units; unit++)
        {
            for (int lane = 0; lane < TileKernel.Lanes; lane++)
            {
                float expected = Chain(unit, lane, Enumerable.Range(0, Depth));
                Assert.Equal(expected, _outputs.Span[(unit * Stride) + lane]);
                Assert.Equal(Twin(unit, lane), expected, 1e-5);
            }
        }
    }

    [KernelFact]
    public void Half_tiles_are_the_first_lanes_of_whole_ones()
    {
        _outputs.Span.Fill(float.NaN);
        TileKernel.MultiplyHalf(Operands());
        for (int unit = 0; unit < TileKernel.Units; unit++)
        {
            for (int lane = 0; lane < TileKernel.Lanes; lane++)
            {
                float expected =
                    lane < TileKernel.Lanes / 2 ? Chain(unit, lane, Enumerable.Range(0, Depth)) : float.NaN;
                Assert.Equal(expected, _outputs.Span[(unit * Stride) + lane]);
            }
        }
    }

    [KernelFact]
    public void Rectifies_scales_and_drops()
    {
        for (int unit = 0; unit < TileKernel.Units; unit++)
            _kept.Span[unit] = unit == 3 ? 0 : 0x9E3779B9u * (uint)(unit + 1);
        TileOperands operands = Operands();
        operands.Kept = _kept.Pointer;
        operands.Scale = 1.25f;
        uint active = TileKernel.Multiply(operands);
        Assert.Equal(0xF7u, active);
        for (int unit = 0; unit < TileKernel.Units; unit++)
        {
            for (int lane = 0; lane < TileKernel.Lanes; lane++)
            {
                float z = Chain(unit, lane, Enumerable.Range(0, Depth));
                float expected = (_kept.Span[unit] >> lane & 1) != 0 && z > 0 ? z * 1.25f : 0;
                Assert.Equal(expected, _outputs.Span[(unit * Stride) + lane]);
            }
        }
    }

    [KernelFact]
    public void Leaving_out_rows_of_zeros_changes_no_bit()
    {
        int[] absent = [0, 17, 18, 130];
        foreach (int k in absent)
            _inputs.Span.Slice(k * Stride, Stride).Clear();
        TileKernel.Multiply(Operands());
        float[] all = _outputs.Span.ToArray();

        int[] present = [.. Enumerable.Range(0, Depth).Except(absent)];
        present.CopyTo(_rows.Span);
        TileOperands operands = Operands();
        operands.Depth = present.Length;
        TileKernel.Multiply(operands);
        Assert.Equal(all, _outputs.Span.ToArray());
    }

    private static AlignedBuffer<float> Random(int length, ulong stream)
    {
        var buffer = new AlignedBuffer<float>(length);
        for (int i = 0; i < length; i++)
            buffer.Span[i] = (float)new RandomNumbers(0, stream).Uniform((ulong)i, -1, 1);
        return buffer;
    }

    private TileOperands Operands() => new()
    {
        Weights = _weights.Pointer,
        Bias = _bias.Pointer,
        Inputs = _inputs.Pointer,
        InputStride = Stride,
        InputRows = _rows.Pointer,
        Depth = Depth,
        Output = _outputs.Pointer,
        OutputStride = Stride,
    };

    private float Chain(int unit, int lane, IEnumerable<int> rows)
    {
        float z = _bias.Span[unit];
        foreach (int k in rows)
            z = MathF.FusedMultiplyAdd(
                _weights.Span[(k * TileKernel.Units) + unit], _inputs.Span[(k * Stride) + lane], z);
        return z;
    }

    private double Twin(int unit, int lane)
    {
        double z = _bias.Span[unit];
        for (int k = 0; k < Depth; k++)
            z += (double)_weights.Span[(k * TileKernel.Units) + unit] * _inputs.Span[(k * Stride) + lane];
        return z;
    }
}
