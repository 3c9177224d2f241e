using Arise.Baselines.TemplateMatching;
using Arise.Numerics;

namespace Arise.Tests.Baselines.TemplateMatching;

public unsafe class ConvexHullTests
{
    // The judge: three points are a facet if all others lie on one side.
    [KernelFact]
    public void Facets_are_the_triples_with_all_points_on_one_side()
    {
        for (ulong seed = 0; seed < 60; seed++)
        {
            int count = 4 + (int)(seed % 15);
            Vector3D[] points = RandomPoints(count, seed, onSphere: seed % 2 == 0);
            ConvexHull hull = Build(points);
            var expected = new HashSet<(int, int, int)>();
            for (int a = 0; a < count; a++)
            {
                for (int b = a + 1; b < count; b++)
                {
                    for (int c = b + 1; c < count; c++)
                    {
                        Vector3D normal = Vector3D.Cross(points[b] - points[a], points[c] - points[a]);
                        int[] sides = [.. Enumerable.Range(0, count).Where(k => k != a && k != b && k != c)
                            .Select(k => Math.Sign(Vector3D.Dot(normal, points[k] - points[a]))).Distinct()];
                        if (sides is [> 0])
                            expected.Add((a, c, b));
                        else if (sides is [< 0])
                            expected.Add((a, b, c));
                    }
                }
            }

            Assert.Equal(expected, Facets(hull).ToHashSet());
            AssertClosed(hull);
        }
    }

    [Fact]
    public void A_point_inside_changes_nothing_and_one_far_away_swallows_others()
    {
        Vector3D[] cube = [.. from x in Signs from y in Signs from z in Signs select new Vector3D(x, y, z)];
        ConvexHull hull = Build(cube);
        Assert.Equal(12, hull.FacetCount);
        AssertClosed(hull);

        Assert.False(hull.Add(8, 0.5, -0.2, 0.9));
        Assert.False(hull.Add(8, 1, 0.3, 0.2));
        Assert.Equal(12, hull.FacetCount);

        Assert.True(hull.Add(8, 30, 1, 2));
        AssertClosed(hull);
        Assert.Contains(Facets(hull), facet => facet.A == 8 || facet.B == 8 || facet.C == 8);
        Assert.InRange(hull.FacetCount, 6, 14);
    }

    [Fact]
    public void Points_in_a_plane_have_no_hull()
    {
        double[] flat = new double[4 * 8];
        for (int k = 0; k < 8; k++)
            (flat[4 * k], flat[(4 * k) + 1], flat[(4 * k) + 2]) = (Math.Cos(k), Math.Sin(k), 0.25 * Math.Cos(k));
        fixed (double* points = flat)
            Assert.False(new ConvexHull().BeginTetrahedron(points, 8, out _));
    }

    [Fact]
    public void An_octahedron_has_its_eight_facets_counterclockwise()
    {
        var hull = new ConvexHull();
        hull.BeginOctahedron(0.5, 18);
        Assert.Equal(8, hull.FacetCount);
        AssertClosed(hull);
        for (int f = 0; f < 8; f++)
        {
            (Vector3D normal, double offset) = hull.Plane(f);
            Assert.True(offset > 0);
            Assert.Equal(0.5 / Math.Sqrt(3), offset / normal.Length, 12);
        }
    }

    private static double[] Signs => [-1, 1];

    private static Vector3D[] RandomPoints(int count, ulong seed, bool onSphere)
    {
        var random = new RandomNumbers(seed, 77);
        Vector3D At(int k) => new(
            random.Normal(3 * (ulong)k), random.Normal((3 * (ulong)k) + 1), random.Normal((3 * (ulong)k) + 2));
        return [.. Enumerable.Range(0, count).Select(k => onSphere ? At(k).Normalized() : At(k))];
    }

    private static ConvexHull Build(Vector3D[] points)
    {
        double[] rows = [.. points.SelectMany(p => new[] { p.X, p.Y, p.Z, 0 })];
        var hull = new ConvexHull();
        fixed (double* start = rows)
        {
            Assert.True(hull.BeginTetrahedron(start, points.Length, out uint used));
            for (int k = 0; k < points.Length; k++)
            {
                if ((used >> k & 1) == 0)
                    hull.Add(k, points[k].X, points[k].Y, points[k].Z);
            }
        }

        return hull;
    }

    // The smallest corner first.
    private static IEnumerable<(int A, int B, int C)> Facets(ConvexHull hull)
    {
        for (int f = 0; f < hull.FacetCount; f++)
        {
            (int a, int b, int c) = (hull.Corner(f, 0), hull.Corner(f, 1), hull.Corner(f, 2));
            while (a > b || a > c)
                (a, b, c) = (b, c, a);
            yield return (a, b, c);
        }
    }

    // Every edge has its facet and its reverse one; Euler's formula.
    private static void AssertClosed(ConvexHull hull)
    {
        var edges = new HashSet<(int, int)>();
        for (int f = 0; f < hull.FacetCount; f++)
        {
            for (int c = 0; c < 3; c++)
            {
                (int a, int b) = (hull.Corner(f, c), hull.Corner(f, (c + 1) % 3));
                Assert.Equal(f, hull.FacetOf(a, b));
                Assert.True(edges.Add((a, b)));
            }
        }

        Assert.All(edges, edge => Assert.Contains((edge.Item2, edge.Item1), edges));
        Assert.Equal((2 * edges.Select(edge => edge.Item1).Distinct().Count()) - 4, hull.FacetCount);
    }
}
