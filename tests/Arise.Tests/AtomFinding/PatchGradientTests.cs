using System.Collections.Immutable;
using Arise.AtomFinding;
using Arise.Networks.Convolution;
using Arise.Tests.Networks.Convolution;

namespace Arise.Tests.AtomFinding;

public class PatchGradientTests
{
    private const int Side = TrainingPatch.Side;
    private static readonly ImmutableArray<int> Channels = [4, 4, 8];

    // Central differences of the loss of the plain twin in double precision.
    [Fact]
    public void Derivatives_are_those_of_the_loss()
    {
        int count = UShapedNetwork.ParameterCount(Channels);
        float[] parameters = UShapedNetworkTests.Random(count, 8, 0.25);
        float[] input = UShapedNetworkTests.Random(Side * Side, 9, 1);
        float[] target = [.. UShapedNetworkTests.Random(Side * Side, 10, 1).Select(z => z > 1 ? 0.9f : 0)];
        float[] weight = [.. UShapedNetworkTests.Random(Side * Side, 11, 1).Select(z => z > 1.5 ? 0.2f : 1)];
        var patch = new TrainingPatch(input, target, weight, [], 8);
        float[] gradient = new float[count];
        double loss = Compute(parameters, patch, gradient);
        double[] plain = Array.ConvertAll(parameters, value => (double)value);
        Assert.Equal(Loss(plain, patch), loss, 1e-5 * loss);
        double size = gradient.Max(Math.Abs);
        int start = 0;
        foreach ((int inputs, int units) in UShapedNetwork.Shape(Channels))
        {
            int weights = 9 * inputs * units;
            foreach (int k in new[] { start, start + (weights / 2), start + weights, start + weights + units - 1 })
            {
                const double step = 1e-5;
                double[] up = [.. plain], down = [.. plain];
                up[k] += step;
                down[k] -= step;
                double difference = (Loss(up, patch) - Loss(down, patch)) / (2 * step);
                Assert.Equal(difference, gradient[k], (1e-3 * Math.Abs(difference)) + (1e-4 * size));
            }

            start += weights + units;
        }
    }

    private static double Compute(float[] parameters, TrainingPatch patch, float[] gradient)
    {
        var network = new UShapedNetwork(Channels);
        network.Load(parameters);
        ConvolutionLayer[] transposed =
            [.. network.Layers.Select(layer => new ConvolutionLayer(layer.Units, layer.Inputs, false))];
        int start = 0;
        foreach ((int index, ConvolutionLayer layer) in network.Layers.Index())
        {
            int weights = layer.Units * layer.Depth;
            PatchGradient.Transpose(parameters.AsSpan(start, weights), layer, transposed[index]);
            start += weights + layer.Units;
        }

        return new PatchGradient(Channels).Compute(network, transposed, patch, gradient);
    }

    private static double Loss(double[] parameters, TrainingPatch patch)
    {
        double[,] image = new double[Side, Side];
        for (int k = 0; k < Side * Side; k++)
            image[k / Side, k % Side] = patch.Input[k];
        double[,] answer = PlainUShapedNetwork.Forward(Channels, parameters, image);
        double loss = 0;
        for (int k = 0; k < Side * Side; k++)
        {
            double z = answer[k / Side, k % Side];
            loss += patch.Weight[k] * (Math.Log(1 + Math.Exp(z)) - (patch.Target[k] * z));
        }

        return loss;
    }
}
