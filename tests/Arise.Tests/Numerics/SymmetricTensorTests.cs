using Arise.Numerics;

namespace Arise.Tests.Numerics;

public class SymmetricTensorTests
{
    private static readonly SymmetricTensor Some = new(0.3, -0.1, 0.05, 0.02, -0.07, 0.11);

    // exp(E) exp(-E) = 1, det exp(E) = exp(trace E), and along a dyad one axis is stretched by exp of the amplitude.
    [Fact]
    public void The_exponential_has_its_inverse_and_its_determinant()
    {
        SymmetricTensor direct = Some.Exponential(), back = (-1 * Some).Exponential();
        for (int axis = 0; axis < 3; axis++)
        {
            var unit = new Vector3D(axis == 0 ? 1 : 0, axis == 1 ? 1 : 0, axis == 2 ? 1 : 0);
            Assert.InRange((back.Apply(direct.Apply(unit)) - unit).Length, 0, 1e-13);
        }

        Vector3D x = direct.Apply(new(1, 0, 0)), y = direct.Apply(new(0, 1, 0)), z = direct.Apply(new(0, 0, 1));
        Assert.Equal(Math.Exp(Some.Trace), Vector3D.Dot(x, Vector3D.Cross(y, z)), 1e-13);
        var n = new Vector3D(0.6, 0, 0.8);
        Assert.Equal(Math.Exp(0.2), (0.2 * SymmetricTensor.Dyad(n, n)).Exponential().Apply(n).Length, 1e-14);
    }

    [Fact]
    public void Eigenvalues_have_the_trace_and_the_norm_and_do_not_change_with_the_axes()
    {
        (double a, double b, double c) = Some.Eigenvalues();
        Assert.True(a > b && b > c);
        Assert.Equal(Some.Trace, a + b + c, 1e-14);
        Assert.Equal(Some.Norm * Some.Norm, (a * a) + (b * b) + (c * c), 1e-14);
        Rotation turn = Rotation.Random(new RandomNumbers(5, 7));
        Assert.Equal(a - c, Some.Rotated(turn).Spread(), 1e-13);
        Assert.Equal((1, 0, 0), Rounded(new SymmetricTensor(0, 1, 0, 0, 0, 0).Eigenvalues()));
        Assert.Equal((2, 2, 2), (2 * SymmetricTensor.Identity).Eigenvalues());

        static (double, double, double) Rounded((double, double, double) e) => (
            Math.Round(e.Item1, 7) + 0.0, Math.Round(e.Item2, 7) + 0.0, Math.Round(e.Item3, 7) + 0.0);
    }

    [Fact]
    public void A_turned_tensor_acts_on_turned_vectors()
    {
        Rotation turn = Rotation.Random(new RandomNumbers(2, 3));
        var v = new Vector3D(0.4, -1.1, 0.3);
        Vector3D difference = Some.Rotated(turn).Apply(turn.Apply(v)) - turn.Apply(Some.Apply(v));
        Assert.InRange(difference.Length, 0, 1e-14);
    }

    [Fact]
    public void The_basis_is_orthonormal()
    {
        for (int i = 0; i < 6; i++)
        {
            for (int j = 0; j < 6; j++)
            {
                double dot = SymmetricTensor.Dot(SymmetricTensor.Basis[i], SymmetricTensor.Basis[j]);
                Assert.Equal(i == j ? 1 : 0, dot, 1e-14);
            }
        }
    }
}
