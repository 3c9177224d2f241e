using Arise.Numerics;

namespace Arise.Benchmarks.Numerics;

/// <summary>A layer of the network that a kernel multiplies with a tile of inputs.</summary>
public sealed record LayerShape(int Inputs, int Units)
{
    /// <summary>Multiplications and additions of one tile.</summary>
    public double Operations => 2.0 * Inputs * Units * TileKernel.Lanes;

    public override string ToString() => $"{Inputs} x {Units}";
}
