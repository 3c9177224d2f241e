using Arise.Numerics;

namespace Arise.Tests.Numerics;

public class RotationTests
{
    [Fact]
    public void Random_rotations_keep_lengths_angles_and_handedness()
    {
        for (ulong stream = 0; stream < 50; stream++)
        {
            var rotation = Rotation.Random(new RandomNumbers(3, stream));
            Vector3D x = rotation.Apply(new Vector3D(1, 0, 0));
            Vector3D y = rotation.Apply(new Vector3D(0, 1, 0));
            Vector3D z = rotation.Apply(new Vector3D(0, 0, 1));
            Assert.Equal(1, x.Length, 1e-12);
            Assert.Equal(1, y.Length, 1e-12);
            Assert.Equal(0, Vector3D.Dot(x, y), 1e-12);
            Assert.True((Vector3D.Cross(x, y) - z).Length < 1e-12);
        }
    }

    // Even rotations: the image of any vector is even on the sphere (mean 0, mean square of a component 1/3, mean
    // fourth power 1/5), and the mean of the trace is 0, of its square 1.
    [Fact]
    public void Random_rotations_are_even()
    {
        const int n = 20_000;
        double[] sums = new double[6];
        for (ulong stream = 0; stream < n; stream++)
        {
            var rotation = Rotation.Random(new RandomNumbers(4, stream));
            Vector3D image = rotation.Apply(new Vector3D(0.6, 0, 0.8));
            double trace = rotation.X.X + rotation.Y.Y + rotation.Z.Z;
            double[] values =
                [image.X, image.Z, image.X * image.X, Math.Pow(image.Y, 4), trace, trace * trace];
            for (int k = 0; k < sums.Length; k++)
                sums[k] += values[k] / n;
        }

        double[] expected = [0, 0, 1.0 / 3, 0.2, 0, 1];
        for (int k = 0; k < sums.Length; k++)
            Assert.Equal(expected[k], sums[k], 6.0 / Math.Sqrt(n));
    }
}
