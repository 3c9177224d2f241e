using System.Collections.Immutable;
using Arise.Networks.Convolution;

namespace Arise.Tests.Networks.Convolution;

/// <summary>
/// The plain twin of <see cref="UShapedNetwork"/> in double precision: what its page says, loop by loop.
/// </summary>
internal static class PlainUShapedNetwork
{
    public static double[,] Forward(ImmutableArray<int> channels, double[] parameters, double[,] image)
    {
        (int Inputs, int Units)[] shape = UShapedNetwork.Shape(channels);
        int[] starts = new int[shape.Length];
        for (int k = 1; k < shape.Length; k++)
            starts[k] = starts[k - 1] + (((9 * shape[k - 1].Inputs) + 1) * shape[k - 1].Units);
        double[][,] first = Layer(1, Layer(0, [image]));
        double[][,] second = Layer(3, Layer(2, Halve(first)));
        double[][,] third = Layer(6, Layer(5, Layer(4, Halve(second))));
        double[][,] back = Layer(8, Layer(7, DoubleAndAdd(third, second)));
        return Layer(10, Layer(9, DoubleAndAdd(back, first)))[0];

        double[][,] Layer(int index, double[][,] input)
        {
            (int inputs, int units) = shape[index];
            int height = input[0].GetLength(0), width = input[0].GetLength(1);
            return [.. Enumerable.Range(0, units).Select(unit =>
            {
                double[,] output = new double[height, width];
                double bias = parameters[starts[index] + (9 * inputs * units) + unit];
                for (int y = 0; y < height; y++)
                {
                    for (int x = 0; x < width; x++)
                    {
                        double z = bias;
                        for (int k = 0; k < 9 * inputs; k++)
                        {
                            int i = y + (k % 9 / 3) - 1, j = x + (k % 3) - 1;
                            if (i >= 0 && j >= 0 && i < height && j < width)
                                z += parameters[starts[index] + (unit * 9 * inputs) + k] * input[k / 9][i, j];
                        }

                        output[y, x] = index == 10 ? z : Math.Max(z, 0);
                    }
                }

                return output;
            })];
        }
    }

    private static double[][,] Halve(double[][,] maps) => Array.ConvertAll(maps, map =>
    {
        double[,] half = new double[map.GetLength(0) / 2, map.GetLength(1) / 2];
        for (int y = 0; y < map.GetLength(0); y++)
        {
            for (int x = 0; x < map.GetLength(1); x++)
                half[y / 2, x / 2] += map[y, x] / 4;
        }

        return half;
    });

    private static double[][,] DoubleAndAdd(double[][,] coarse, double[][,] fine) =>
        [.. coarse.Zip(fine, (low, high) =>
        {
            double[,] sum = (double[,])high.Clone();
            for (int y = 0; y < high.GetLength(0); y++)
            {
                for (int x = 0; x < high.GetLength(1); x++)
                    sum[y, x] += low[y / 2, x / 2];
            }

            return sum;
        })];
}
