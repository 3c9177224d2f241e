using Arise.Baselines;
using Arise.Baselines.TemplateMatching;
using Arise.Numerics;
using Arise.Structures;

namespace Arise.Tests.Baselines.TemplateMatching;

public class SolidAnglesTests
{
    // The judge cuts the bisecting plane of a neighbor with those of all others and adds up triangles.
    [KernelFact]
    public void Angles_are_those_of_faces_that_are_cut_one_by_one()
    {
        AtomicStructure liquid = Gas(60);
        NearestAtoms search = NearestAtoms.Of(liquid, 18);
        var nearest = new NearestBuffer(18);
        var angles = new SolidAngles();
        byte[] order = new byte[18];
        for (int atom = 0; atom < liquid.Count; atom++)
        {
            search.Find(atom, nearest);
            angles.Order(nearest, order);
            double[] expected = [.. Enumerable.Range(0, 18).Select(k => Plain(nearest, k))];
            for (int k = 0; k < 18; k++)
                Assert.Equal(expected[k], angles.Angles[k], 1e-9);
            Assert.Equal(4 * Math.PI, expected.Sum(), 1e-9);
            Assert.Equal(
                Enumerable.Range(0, 18).OrderByDescending(k => angles.Angles[k]).ThenBy(k => k),
                order.Select(k => (int)k));
        }
    }

    [Fact]
    public void Faces_of_an_fcc_crystal_are_twelve_equal_ones()
    {
        AtomicStructure crystal = IdealCells.Crystal("fcc");
        var nearest = new NearestBuffer(18);
        NearestAtoms.Of(crystal, 18).Find(0, nearest);
        var angles = new SolidAngles();
        angles.Order(nearest, new byte[18]);
        Assert.All(angles.Angles[..12].ToArray(), angle => Assert.Equal(4 * Math.PI / 12, angle, 1e-12));
        Assert.All(angles.Angles[12..].ToArray(), angle => Assert.Equal(0, angle, 1e-9));
    }

    // Three atoms around one in a plane: the cell reaches the cube above and below.
    [Fact]
    public void An_open_cell_ends_at_the_cube()
    {
        AtomicStructure few = new(
            [new(0, 0, 0), new(1, 0, 0), new(-0.5, Math.Sqrt(0.75), 0), new(-0.5, -Math.Sqrt(0.75), 0)],
            [.. Enumerable.Repeat(ChemicalElement.Parse("Cu"), 4)]);
        var nearest = new NearestBuffer(18);
        NearestAtoms.Of(few, 18).Find(0, nearest);
        var angles = new SolidAngles();
        angles.Order(nearest, new byte[18]);
        Assert.Equal(3, nearest.Count);
        double third = 4 * Math.PI / 3;
        Assert.All(angles.Angles[..3].ToArray(), angle => Assert.InRange(angle, 0.9 * third, third));
        Assert.Equal(Plain(nearest, 1), angles.Angles[1], 1e-9);
    }

    private static AtomicStructure Gas(int atoms)
    {
        var random = new RandomNumbers(4, 4);
        return new AtomicStructure(
            [.. Enumerable.Range(0, atoms).Select(k => 9 * new Vector3D(
                random.Uniform(3 * (ulong)k), random.Uniform((3 * (ulong)k) + 1), random.Uniform((3 * (ulong)k) + 2)))],
            [.. Enumerable.Repeat(ChemicalElement.Parse("Cu"), atoms)],
            new Lattice(new(9, 0, 0), new(0, 9, 0), new(0, 0, 9)),
            Periodicity.Bulk);
    }

    private static double Plain(NearestBuffer nearest, int face)
    {
        Vector3D At(int k) => new(nearest.X[k], nearest.Y[k], nearest.Z[k]);
        double cube = 10 * Math.Sqrt(nearest.Squares[nearest.Count - 1]);
        List<(Vector3D Normal, double Offset)> planes = [.. Enumerable.Range(0, nearest.Count)
            .Where(k => k != face).Select(k => (At(k), nearest.Squares[k] / 2))];
        for (int axis = 0; axis < 3; axis++)
        {
            Vector3D unit = new(axis == 0 ? 1 : 0, axis == 1 ? 1 : 0, axis == 2 ? 1 : 0);
            planes.Add((unit, cube));
            planes.Add((-unit, cube));
        }

        Vector3D normal = At(face).Normalized(), middle = At(face) / 2;
        Vector3D u = Vector3D.Cross(normal, Math.Abs(normal.X) < 0.5 ? new(1, 0, 0) : new(0, 1, 0)).Normalized();
        Vector3D v = Vector3D.Cross(normal, u);
        double far = 100 * cube;
        List<Vector3D> polygon =
        [
            middle + (far * u) + (far * v), middle - (far * u) + (far * v), middle - (far * u) - (far * v),
            middle + (far * u) - (far * v),
        ];
        foreach ((Vector3D n, double offset) in planes)
        {
            var cut = new List<Vector3D>();
            for (int k = 0; k < polygon.Count; k++)
            {
                Vector3D p = polygon[k], q = polygon[(k + 1) % polygon.Count];
                double a = Vector3D.Dot(n, p) - offset, b = Vector3D.Dot(n, q) - offset;
                if (a <= 0)
                    cut.Add(p);
                if (a < 0 != b < 0)
                    cut.Add(p + (a / (a - b) * (q - p)));
            }

            polygon = cut;
        }

        double sum = 0;
        for (int k = 2; k < polygon.Count; k++)
        {
            Vector3D a = polygon[0].Normalized(), b = polygon[k - 1].Normalized(), c = polygon[k].Normalized();
            sum += 2 * Math.Atan2(
                Math.Abs(Vector3D.Dot(a, Vector3D.Cross(b, c))),
                1 + Vector3D.Dot(a, b) + Vector3D.Dot(b, c) + Vector3D.Dot(c, a));
        }

        return sum;
    }
}
