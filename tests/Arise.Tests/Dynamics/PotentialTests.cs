using Arise.Dynamics;
using Arise.Numerics;
using Arise.Structures;

namespace Arise.Tests.Dynamics;

public class PotentialTests
{
    /// <summary>One potential of every form.</summary>
    public static TheoryData<string> Forms => [.. Substances.All.Select(one => one.Name).Distinct()];

    [Theory]
    [MemberData(nameof(Forms))]
    public void Forces_are_the_derivative_of_the_energy(string name)
    {
        Substance substance = Substances.All.First(one => one.Name == name);
        Particles particles = Matter.Hot(substance, 4, 0.08);
        Potential potential = substance.Create();
        double Energy()
        {
            var pairs = new PairList(potential.Cutoff, potential.NeedsAllNeighbors);
            pairs.Update(particles);
            return potential.Evaluate(particles, pairs);
        }

        Energy();
        double[] forces = [.. particles.Forces];
        double scale = Math.Sqrt(forces.Sum(f => f * f) / particles.Count);
        const double h = 1e-5;
        foreach (int atom in new[] { 0, 7, particles.Count - 1 })
        {
            Vector3D place = particles[atom];
            foreach ((int axis, Vector3D step) in new[]
            {
                (0, new Vector3D(h, 0, 0)), (1, new Vector3D(0, h, 0)), (2, new Vector3D(0, 0, h)),
            })
            {
                particles.Place(atom, place + step);
                double above = Energy();
                particles.Place(atom, place - step);
                double below = Energy();
                particles.Place(atom, place);
                double force = forces[(Particles.Stride * atom) + axis];
                Assert.InRange(((below - above) / (2 * h)) - force, -1e-4 * scale, 1e-4 * scale);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public void The_virial_is_the_derivative_of_the_energy_by_the_edges(string name)
    {
        Substance substance = Substances.All.First(one => one.Name == name);
        Particles particles = Matter.Hot(substance, 4, 0.05);
        Potential potential = substance.Create();
        double Energy()
        {
            var pairs = new PairList(potential.Cutoff, potential.NeedsAllNeighbors);
            pairs.Update(particles);
            return potential.Evaluate(particles, pairs);
        }

        Energy();
        double virial = particles.Virial[1];
        const double h = 1e-5;
        particles.Stretch(new Vector3D(1, 1 + h, 1));
        double above = Energy();
        particles.Stretch(new Vector3D(1, (1 - h) / (1 + h), 1));
        double below = Energy();
        Assert.Equal(-(above - below) / (2 * h), virial, Math.Abs(0.01 * virial) + (1e-3 * substance.Melting));
    }

    // Cohesive energies of the papers: M. W. Finnis, J. E. Sinclair, Philos. Mag. A 50, 45 (1984), table 1, eV; F. H.
    // Stillinger, T. A. Weber, Phys. Rev. B 31, 5262 (1985): -2 for diamond.
    [Theory]
    [InlineData("tungsten", -8.90)]
    [InlineData("molybdenum", -6.82)]
    [InlineData("iron", -4.28)]
    [InlineData("tantalum", -8.10)]
    [InlineData("silicon", -2.0)]
    public void Crystals_have_the_published_cohesive_energy(string name, double energy)
    {
        Substance substance = Substances.All.First(one => one.Name == name);
        Particles crystal = Matter.Hot(substance, 4, 0);
        Potential potential = substance.Create();
        var pairs = new PairList(potential.Cutoff, potential.NeedsAllNeighbors);
        pairs.Update(crystal);
        Assert.Equal(energy, potential.Evaluate(crystal, pairs) / crystal.Count, 0.002);
    }

    [Fact]
    public void Crystals_at_their_spacing_have_the_pressure_of_the_substance()
    {
        foreach (Substance substance in Substances.All)
        {
            Particles crystal = Matter.Hot(substance, 4, 0);
            Potential potential = substance.Create();
            var pairs = new PairList(potential.Cutoff, potential.NeedsAllNeighbors);
            pairs.Update(crystal);
            potential.Evaluate(crystal, pairs);
            Vector3D p = crystal.Pressure;
            double tolerance = 2 * substance.Melting;
            Assert.InRange(((p.X + p.Y + p.Z) / 3) - substance.Pressure, -tolerance, tolerance);
        }
    }

    [Fact]
    public void Kinds_of_atoms_choose_the_table()
    {
        TabulatedFunction Well(double depth) => TabulatedFunction.Of(r => depth * Math.Pow(r, -6), 0.5, 2, 2.5);
        var potential = new PairPotential([Well(1), Well(3), Well(3), Well(5)], 2);
        (byte, byte, double)[] cases = [(0, 0, 1), (0, 1, 3), (1, 0, 3), (1, 1, 5)];
        foreach ((byte a, byte b, double depth) in cases)
        {
            var two = new Particles(
                [new Vector3D(0, 0, 0), new Vector3D(1.2, 0, 0)], [a, b], new Vector3D(1, 1, 1), Periodicity.None);
            var pairs = new PairList(potential.Cutoff, false);
            pairs.Update(two);
            Assert.Equal(depth * Math.Pow(1.2, -6), potential.Evaluate(two, pairs), 1e-5);
        }
    }
}
