using Arise.Dynamics;
using Arise.Numerics;
using Arise.Structures;

namespace Arise.Tests.Dynamics;

public class SimulationTests
{
    private static readonly Substance Argon = Find("Lennard-Jones 12-6");

    [Theory]
    [InlineData("Lennard-Jones 12-6")]
    [InlineData("copper")]
    [InlineData("tungsten")]
    [InlineData("silicon")]
    public void Energy_is_conserved_without_friction(string name)
    {
        Substance substance = Find(name);
        Simulation run = Matter.Run(substance, 5, CellMotion.None);
        run.Settings = run.Settings with { Friction = 0 };
        run.Heat(1.5 * substance.Melting);
        run.Run(50, 0);
        double kinetic = run.Particles.KineticEnergy, energy = run.PotentialEnergy + kinetic;
        for (int block = 0; block < 10; block++)
        {
            run.Run(40, 0);
            double now = run.PotentialEnergy + run.Particles.KineticEnergy;
            Assert.InRange(now - energy, -3e-3 * kinetic, 3e-3 * kinetic);
        }
    }

    [Fact]
    public void Momentum_is_conserved_without_friction()
    {
        Simulation run = Matter.Run(Argon, 4, CellMotion.None);
        run.Settings = run.Settings with { Friction = 0 };
        run.Heat(1);
        run.Run(100, 0);
        for (int axis = 0; axis < 3; axis++)
        {
            double sum = 0;
            for (int i = 0; i < run.Particles.Count; i++)
                sum += run.Particles.Velocities[(Particles.Stride * i) + axis];
            Assert.Equal(0, sum, 1e-9);
        }
    }

    // Every direction and every atom gets the temperature of the thermostat; 1 % is five standard deviations of the
    // mean.
    [Fact]
    public void The_thermostat_gives_every_direction_its_share()
    {
        Simulation run = Matter.Run(Argon, 5, CellMotion.None);
        run.Settings = run.Settings with { Friction = 0.1 };
        run.Heat(0.5);
        run.Run(200, 0.5);
        Span<double> sums = stackalloc double[3];
        const int samples = 200;
        for (int sample = 0; sample < samples; sample++)
        {
            run.Run(10, 0.5);
            double[] v = run.Particles.Velocities;
            for (int i = 0; i < v.Length; i++)
            {
                if (i % Particles.Stride < 3)
                    sums[i % Particles.Stride] += v[i] * v[i] / (samples * run.Particles.Count);
            }
        }

        foreach (double share in sums)
            Assert.InRange(share, 0.98 * 0.5, 1.02 * 0.5);
    }

    [Fact]
    public void The_same_numbers_make_the_same_run_and_others_another_one()
    {
        double[] Places(ulong seed)
        {
            Simulation run = Matter.Run(Find("copper"), 4, CellMotion.Isotropic, seed);
            run.Heat(0.2);
            run.Run(100, 0.2);
            return run.Particles.Places;
        }

        Assert.Equal(Places(1), Places(1));
        Assert.NotEqual(Places(1), Places(2));
    }

    [Fact]
    public void Atoms_that_are_held_stay_where_they_are()
    {
        Simulation run = Matter.Run(Argon, 4, CellMotion.None);
        run.Held = new bool[run.Particles.Count];
        run.Held[3] = true;
        Vector3D place = run.Particles[3], other = run.Particles[4];
        run.Heat(1);
        run.Run(50, 1);
        Assert.Equal(0, run.Particles.Nearest(place, run.Particles[3]).Length, 1e-12);
        Assert.True(run.Particles.Nearest(other, run.Particles[4]).Length > 0.001);
    }

    [Theory]
    [InlineData("Lennard-Jones 12-6")]
    [InlineData("aluminum")]
    [InlineData("molybdenum")]
    [InlineData("silicon")]
    public void A_crystal_stays_below_and_melts_above_its_melting_point(string name)
    {
        Substance substance = Find(name);
        Particles perfect = Matter.Hot(substance, 5, 0);
        double After(double ratio)
        {
            Simulation run = Matter.Run(substance, 5, CellMotion.Isotropic);
            run.Heat(2 * ratio * substance.Melting);
            run.Run(600, ratio * substance.Melting);
            return Matter.Order(substance, run.Particles, perfect);
        }

        Assert.InRange(After(0.6), 0.55, 1.0);
        Assert.InRange(After(2.2), -0.1, 0.15);
    }

    // L. Verlet, Phys. Rev. 165, 201 (1968), table 1, near the triple point (density 0.844, temperature 0.72 in units
    // of sigma and epsilon): g(r) has its first peak of 3.0 at 1.08 sigma, and a minimum below 0.6 at 1.5 to 1.6.
    [Fact]
    public void The_pair_correlation_of_liquid_argon_is_the_published_one()
    {
        double sigma = Math.Pow(2, -1.0 / 6);
        double density = 0.844 / (sigma * sigma * sigma);
        CrystalCell cell = CrystalCell.Of(CrystalKind.Fcc, "001").RepeatTo(6, 6, 6);
        double scale = Math.Cbrt(cell.Fractions.Count / (density * cell.Edges.X * cell.Edges.Y * cell.Edges.Z));
        var atoms = new Particles(cell.Positions(scale), default, scale * cell.Edges, Periodicity.Bulk);
        var run = new Simulation(atoms, Argon.Create(), Argon.Settings(CellMotion.None), 1);
        run.Heat(4);
        run.Run(300, 3);
        run.Run(500, 0.72);
        const double width = 0.04, reach = 1.8;
        var counts = new double[(int)(reach / width)];
        const int samples = 20;
        for (int sample = 0; sample < samples; sample++)
        {
            run.Run(15, 0.72);
            for (int i = 0; i < atoms.Count; i++)
            {
                for (int j = 0; j < i; j++)
                {
                    int bin = (int)(atoms.Nearest(atoms[i], atoms[j]).Length / sigma / width);
                    if (bin < counts.Length)
                        counts[bin] += 2.0 / (samples * atoms.Count);
                }
            }
        }

        double[] g = [.. counts.Select((count, bin) =>
            count / (4 * Math.PI * Math.Pow((bin + 0.5) * width, 2) * width * 0.844))];
        int peak = Array.IndexOf(g, g.Max());
        Assert.InRange((peak + 0.5) * width, 1.04, 1.14);
        Assert.InRange(g[peak], 2.7, 3.2);
        int low = Array.IndexOf(g, g.Skip(peak).Min());
        Assert.InRange((low + 0.5) * width, 1.46, 1.66);
        Assert.InRange(g[low], 0.45, 0.7);
    }

    private static Substance Find(string name) => Substances.All.First(one => one.Name == name);
}
