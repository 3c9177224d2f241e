using Arise.Baselines.TemplateMatching;
using Arise.Numerics;

namespace Arise.Tests.Baselines.TemplateMatching;

public class SuperpositionTests
{
    [KernelFact]
    public void The_overlap_is_that_of_the_best_rotation_and_no_other_is_better()
    {
        for (ulong seed = 0; seed < 30; seed++)
        {
            Vector3D[] t = Points(9, seed), x = Points(9, seed + 100);
            Matrix3 moment = Moment(t, x);
            double overlap = new Superposition(moment).LargestOverlap(Bound(t, x));
            UnitQuaternion best = Superposition.Rotation(moment, overlap);
            Assert.Equal(overlap, Overlap(best.ToMatrix(), t, x), 1e-9 * overlap);
            Assert.True(new Superposition(moment).IsBelow(1.001 * overlap));
            for (int k = 0; k < 999; k++)
                Assert.False(new Superposition(moment).IsBelow(k * overlap / 999));
            for (ulong other = 0; other < 200; other++)
            {
                // Far and near rotations.
                Matrix3 turn = other % 2 == 0
                    ? IdealCells.Turn(other)
                    : (UnitQuaternion.About(Points(1, other)[0], 0.01) * best).ToMatrix();
                Assert.True(Overlap(turn, t, x) < overlap);
            }
        }
    }

    [Fact]
    public void A_turned_copy_tells_its_rotation()
    {
        for (ulong seed = 0; seed < 30; seed++)
        {
            Vector3D[] t = Points(6, seed);
            Matrix3 turn = IdealCells.Turn(seed);
            Vector3D[] x = [.. t.Select(p => 3 * turn.Apply(p))];
            double overlap = new Superposition(Moment(t, x)).LargestOverlap(Bound(t, x));
            Assert.Equal(Bound(t, x), overlap, 1e-10 * overlap);
            Assert.True((Superposition.Rotation(Moment(t, x), overlap).ToMatrix() - turn).Norm < 1e-6);
        }
    }

    // The best map of a mirror image is no reflection.
    [Fact]
    public void A_mirror_image_is_not_reached()
    {
        Vector3D[] t = Points(8, 1), x = [.. t.Select(p => new Vector3D(-p.X, p.Y, p.Z))];
        double overlap = new Superposition(Moment(t, x)).LargestOverlap(Bound(t, x));
        Assert.True(overlap < 0.999 * Bound(t, x));
        Assert.Equal(1, Superposition.Rotation(Moment(t, x), overlap).ToMatrix().Determinant, 1e-12);
    }

    private static Vector3D[] Points(int count, ulong seed)
    {
        var random = new RandomNumbers(seed, 12);
        return [.. Enumerable.Range(0, count).Select(k => new Vector3D(
            random.Normal(3 * (ulong)k), random.Normal((3 * (ulong)k) + 1), random.Normal((3 * (ulong)k) + 2)))];
    }

    private static Matrix3 Moment(Vector3D[] t, Vector3D[] x) =>
        t.Zip(x).Aggregate(default(Matrix3), (sum, pair) => sum + Matrix3.Outer(pair.First, pair.Second));

    private static double Bound(Vector3D[] t, Vector3D[] x) =>
        Math.Sqrt(t.Sum(p => Vector3D.Dot(p, p)) * x.Sum(p => Vector3D.Dot(p, p)));

    private static double Overlap(Matrix3 turn, Vector3D[] t, Vector3D[] x) =>
        t.Zip(x).Sum(pair => Vector3D.Dot(turn.Apply(pair.First), pair.Second));
}
