using System.Collections.Immutable;
using System.Numerics;
using System.Runtime.Intrinsics;
using Arise.Networks.Convolution;

namespace Arise.AtomFinding;

/// <summary>
/// Loss and derivatives of a <see cref="UShapedNetwork"/> for one patch at a time: the workspace of a thread. The loss
/// is the cross-entropy of every pixel, <c>sum of w (log(1 + exp(z)) - t z)</c>.
/// </summary>
internal sealed unsafe class PatchGradient
{
    private const int Side = TrainingPatch.Side;
    private readonly UShapedMaps _maps;
    private readonly FeatureMap[] _deltas;
    private readonly FeatureMap _fullSum;
    private readonly FeatureMap _halfSum;
    private readonly FeatureMap _half;
    private readonly FeatureMap _quarter;

    /// <summary>Makes room.</summary>
    public PatchGradient(ImmutableArray<int> channels)
    {
        _maps = new UShapedMaps(channels, Side, Side, keepsAll: true);
        _deltas = [.. _maps.Outputs.Select(Like)];
        (_fullSum, _halfSum) = (Like(_maps.FullSum), Like(_maps.HalfSum));
        (_half, _quarter) = (Like(_maps.Half), Like(_maps.Quarter));
    }

    /// <summary>Log-odds of a patch [row, column].</summary>
    public float[] Answer(UShapedNetwork network, TrainingPatch patch)
    {
        Forward(network, patch);
        float[] answer = new float[Side * Side];
        for (int row = 0; row < Side; row++)
            _maps.Outputs[^1].RowSpan(0, row).CopyTo(answer.AsSpan(row * Side));
        return answer;
    }

    /// <summary>Computes loss and derivatives.</summary>
    /// <param name="network">The network.</param>
    /// <param name="transposed">Its layers with inputs and outputs exchanged, see <see cref="Transpose"/>.</param>
    /// <param name="patch">What is seen and asked for.</param>
    /// <param name="gradient">Receives the derivatives by the parameters, in their order.</param>
    public double Compute(
        UShapedNetwork network, ConvolutionLayer[] transposed, TrainingPatch patch, Span<float> gradient)
    {
        Forward(network, patch);
        double loss = Loss(patch);
        ImmutableArray<FeatureMap> outputs = _maps.Outputs;
        Back(10, 9);
        transposed[9].Apply(_deltas[9], _fullSum);
        Resolution.Halve(_fullSum, _deltas[8], 1);
        Mask(_deltas[8], outputs[8]);
        Back(8, 7);
        transposed[7].Apply(_deltas[7], _halfSum);
        Resolution.Halve(_halfSum, _deltas[6], 1);
        Mask(_deltas[6], outputs[6]);
        Back(6, 5);
        Back(5, 4);
        transposed[4].Apply(_deltas[4], _quarter);
        Resolution.DoubleAndAdd(_quarter, _halfSum, _deltas[3], 0.25f);
        Mask(_deltas[3], outputs[3]);
        Back(3, 2);
        transposed[2].Apply(_deltas[2], _half);
        Resolution.DoubleAndAdd(_half, _fullSum, _deltas[1], 0.25f);
        Mask(_deltas[1], outputs[1]);
        Back(1, 0);

        FeatureMap[] inputs =
        [
            _maps.Input, outputs[0], _maps.Half, outputs[2], _maps.Quarter, outputs[4], outputs[5],
            _maps.HalfSum, outputs[7], _maps.FullSum, outputs[9],
        ];
        for (int layer = 0; layer < inputs.Length; layer++)
        {
            int count = network.Layers[layer].Units * (network.Layers[layer].Depth + 1);
            ByParameters(network.Layers[layer], inputs[layer], _deltas[layer], gradient[..count]);
            gradient = gradient[count..];
        }

        return loss;

        void Back(int layer, int before)
        {
            transposed[layer].Apply(_deltas[layer], _deltas[before]);
            Mask(_deltas[before], outputs[before]);
        }
    }

    /// <summary>The layer that takes derivatives by outputs to those by inputs: weights [channel, unit] turned by 180
    /// degrees.</summary>
    public static void Transpose(ReadOnlySpan<float> weights, ConvolutionLayer layer, ConvolutionLayer transposed)
    {
        const int taps = ConvolutionKernel.Taps;
        float[] turned = new float[weights.Length];
        for (int unit = 0; unit < layer.Units; unit++)
        {
            for (int channel = 0; channel < layer.Inputs; channel++)
            {
                for (int tap = 0; tap < taps; tap++)
                {
                    turned[(((channel * layer.Units) + unit) * taps) + taps - 1 - tap] =
                        weights[(((unit * layer.Inputs) + channel) * taps) + tap];
                }
            }
        }

        transposed.Load(turned, new float[layer.Inputs]);
    }

    private static FeatureMap Like(FeatureMap map) => new(map.Channels, map.Height, map.Width);

    private void Forward(UShapedNetwork network, TrainingPatch patch)
    {
        for (int row = 0; row < Side; row++)
            patch.Input.AsSpan(row * Side, Side).CopyTo(_maps.Input.RowSpan(0, row));
        network.Forward(_maps);
    }

    private double Loss(TrainingPatch patch)
    {
        double loss = 0;
        for (int row = 0; row < Side; row++)
        {
            Span<float> answer = _maps.Outputs[^1].RowSpan(0, row), delta = _deltas[^1].RowSpan(0, row);
            for (int column = 0; column < Side; column++)
            {
                int k = (row * Side) + column;
                double z = answer[column], weight = patch.Weight[k];
                double odds = Math.Exp(-Math.Abs(z));
                double probability = z >= 0 ? 1 / (1 + odds) : odds / (1 + odds);
                loss += weight * (Math.Max(z, 0) + Math.Log(1 + odds) - (patch.Target[k] * z));
                delta[column] = (float)(weight * (probability - patch.Target[k]));
            }
        }

        return loss;
    }

    // Behind a rectifier that was closed nothing matters.
    private static void Mask(FeatureMap delta, FeatureMap output)
    {
        for (int channel = 0; channel < output.Channels; channel++)
        {
            for (int row = 0; row < output.Height; row++)
            {
                float* d = delta.Row(channel, row), a = output.Row(channel, row);
                for (int x = 0; x < output.Width; x += Vector<float>.Count)
                {
                    Vector<float> isOpen = Vector.AsVectorSingle(
                        Vector.GreaterThan(Vector.Load(a + x), Vector<float>.Zero));
                    Vector.BitwiseAnd(Vector.Load(d + x), isOpen).Store(d + x);
                }
            }
        }
    }

    private static void ByParameters(ConvolutionLayer layer, FeatureMap input, FeatureMap delta, Span<float> gradient)
    {
        const int block = ConvolutionKernel.Units;
        float* sums = stackalloc float[3 * block];
        for (int first = 0; first < layer.Units; first += block)
        {
            int units = Math.Min(block, layer.Units - first);
            for (int channel = 0; channel < layer.Inputs; channel++)
            {
                for (int tapRow = 0; tapRow < 3; tapRow++)
                {
                    ConvolutionKernel.Gradient(
                        delta.Row(first, 0), delta.Plane, input.Row(channel, tapRow - 1), input.Pitch, delta.Height,
                        delta.Width, sums);
                    for (int unit = 0; unit < units; unit++)
                    {
                        int at = ((first + unit) * layer.Depth) + (channel * ConvolutionKernel.Taps) + (3 * tapRow);
                        new ReadOnlySpan<float>(sums + (3 * unit), 3).CopyTo(gradient[at..]);
                    }
                }
            }
        }

        Span<float> biases = gradient[(layer.Units * layer.Depth)..];
        for (int unit = 0; unit < layer.Units; unit++)
        {
            Vector256<float> sum = Vector256<float>.Zero;
            for (int row = 0; row < delta.Height; row++)
            {
                float* d = delta.Row(unit, row);
                for (int x = 0; x < delta.Width; x += Vector256<float>.Count)
                    sum += Vector256.Load(d + x);
            }

            biases[unit] = ConvolutionKernel.Sum(sum);
        }
    }
}
