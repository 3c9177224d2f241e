using Arise.Defects;
using Arise.Numerics;
using Arise.Prototypes;
using Arise.Structures;
using MathNet.Numerics.LinearAlgebra;

namespace Arise.Tests.Defects;

public class SpringDisplacementsTests
{
    private static readonly ChemicalElement Copper = ChemicalElement.Parse("Cu");

    // A ring of six atoms one apart along x: the covariance of the samples is the inverse of the matrix of stiffness,
    // written down here by hand, for displacements along and across the ring's axis.
    [Fact]
    public void Displacements_of_a_periodic_chain_have_the_covariance_of_its_springs()
    {
        const int atoms = 6;
        const int samples = 40_000;
        const double transverse = 0.2, site = 0.3;
        var chain = new AtomicStructure(
            [.. Enumerable.Range(0, atoms).Select(k => new Vector3D(2.0 * k, 0, 0))],
            [.. Enumerable.Repeat(Copper, atoms)],
            new Lattice(new Vector3D(2 * atoms, 0, 0), new Vector3D(0, 1, 0), new Vector3D(0, 0, 1)),
            new Periodicity(true, false, false));
        var springs = new SpringModel { Reach = 1.35, Decay = 5, Transverse = transverse, OnSite = site };
        Matrix<double> along = Matrix<double>.Build.Dense(atoms, atoms), across = along.Clone();
        for (int sample = 0; sample < samples; sample++)
        {
            Vector3D[] u = SpringDisplacements.Sample(
                chain, springs, RandomStreams.Of(RandomStreams.SpringForces, 7, (ulong)sample));
            for (int i = 0; i < atoms; i++)
            {
                for (int j = 0; j < atoms; j++)
                {
                    along[i, j] += u[i].X * u[j].X / samples;
                    across[i, j] += ((u[i].Y * u[j].Y) + (u[i].Z * u[j].Z)) / (2 * samples);
                }
            }
        }

        Check(along, Stiffness(1).Inverse());
        Check(across, Stiffness(transverse).Inverse());

        // The error of a covariance is about its size times sqrt(2 / samples).
        static void Check(Matrix<double> found, Matrix<double> expected)
        {
            double error = 5 * Math.Sqrt(2.0 / samples) * expected[0, 0];
            Assert.True((found - expected).Enumerate().Max(Math.Abs) < error, $"{found}{expected}");
        }

        static Matrix<double> Stiffness(double k) => Matrix<double>.Build.Dense(atoms, atoms, (i, j) =>
            i == j ? (2 * k) + site : (i + 1) % atoms == j || (j + 1) % atoms == i ? -k : 0);
    }

    // With equal stiffness k along and across, every component has K = k times the lattice Laplacian of bcc, whose
    // waves have 2 sum (1 - cos q_i) + 2 (1 - cos sum q_i); a neighbor has 1 / 8 less than the atom itself.
    [Fact]
    public void Neighbors_move_together_and_the_size_is_as_asked()
    {
        const int edge = 12;
        AtomicStructure block = PrototypeLibrary.Find("bcc").Structure.Repeat(edge, edge, edge);
        const double distance = 2.741;
        var soft = new SpringModel { Reach = 1.1, Transverse = 1, OnSite = 1e-4 };
        AtomicStructure moved = SpringDisplacements.Move(block, soft, 0.2, 5);
        Vector3D[] u = [.. Enumerable.Range(0, block.Count).Select(k => moved.Positions[k] - block.Positions[k])];
        double square = u.Average(v => Vector3D.Dot(v, v) / 3);
        Assert.Equal(0.2, Math.Sqrt(square), 1e-9);
        Assert.True(u.Aggregate((a, b) => a + b).Length < 1e-9);
        var search = new NeighborSearch(block, 1.05 * distance);
        var neighbors = new NeighborBuffer();
        double together = 0;
        int pairs = 0;
        for (int atom = 0; atom < block.Count; atom++)
        {
            search.Find(atom, neighbors);
            foreach (int other in neighbors.Atoms)
                (together, pairs) = (together + (Vector3D.Dot(u[atom], u[other]) / 3), pairs + 1);
        }

        Assert.True(pairs == 8 * block.Count, $"{pairs}");
        double own = 0;
        for (int k = 1; k < edge * edge * edge; k++)
        {
            double q0 = Wave(k), q1 = Wave(k / edge), q2 = Wave(k / edge / edge);
            own += 1 / (8 - (2 * (Math.Cos(q0) + Math.Cos(q1) + Math.Cos(q2) + Math.Cos(q0 + q1 + q2)))) / block.Count;
        }

        Assert.Equal((own - (1.0 / 8)) / own, together / pairs / square, 0.03);

        static double Wave(int k) => 2 * Math.PI * (k % edge) / edge;
    }

    [Fact]
    public void Nothing_moves_without_a_size_and_bad_springs_are_refused()
    {
        AtomicStructure cell = PrototypeLibrary.Find("fcc").Structure.Repeat(3, 3, 3);
        Assert.Same(cell, SpringDisplacements.Move(cell, new SpringModel(), 0, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => SpringDisplacements.Move(cell, new SpringModel(), -1, 1));
        Assert.Throws<ArgumentException>(() => SpringDisplacements.Move(cell, new SpringModel { OnSite = 0 }, 1, 1));
        Assert.Equal(
            SpringDisplacements.Move(cell, new SpringModel(), 0.1, 1, 4).Positions,
            SpringDisplacements.Move(cell, new SpringModel(), 0.1, 1, 4).Positions);
    }
}
