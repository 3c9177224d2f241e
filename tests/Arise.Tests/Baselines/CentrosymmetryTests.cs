using Arise.Baselines;
using Arise.Files;
using Arise.Numerics;
using Arise.Structures;
using Arise.Tests.Labeling;

namespace Arise.Tests.Baselines;

public class CentrosymmetryTests
{
    [Theory]
    [InlineData("fcc", 12)]
    [InlineData("bcc", 8)]
    [InlineData("bcc", 14)]
    [InlineData("sc", 6)]
    public void Centers_of_inversion_have_none(string name, int neighbors)
    {
        var settings = new BaselineSettings { CentrosymmetryNeighbors = neighbors };
        Assert.All(Centrosymmetry.Compute(Crystals.Of(name), settings), value => Assert.Equal(0, value, 9));
        Assert.All(Centrosymmetry.Compute(Crystals.Cell(name), settings), value => Assert.Equal(0, value, 9));
    }

    // The six neighbors within a layer make three opposite pairs. Above and below a layer of hcp the same triangle
    // stands: the nine sums of one above and one below lie within the layer, and are d/sqrt 3 (six of them) or
    // 2 d/sqrt 3 long.
    [Fact]
    public void A_twin_plane_has_the_value_of_its_geometry()
    {
        var layers = new StackedLayers("ABCABCBACBAC", 6);
        double[] values = Centrosymmetry.Compute(layers.Structure);
        double square = StackedLayers.Spacing * StackedLayers.Spacing;
        for (int atom = 0; atom < values.Length; atom++)
        {
            bool isHcp = layers.Classes[atom] == FakeLabeler.Class("hcp");
            Assert.Equal(isHcp ? 3 * square / 3 : 0, values[atom], 6);
        }
    }

    [KernelFact]
    public void The_kernel_sums_the_smallest_of_all_pairs()
    {
        AtomicStructure hot = Crystals.Rattled(Crystals.Of("fcc"), 0.1, 3);
        foreach (int neighbors in (int[])[2, 8, 12, 14, 18])
        {
            double[] values =
                Centrosymmetry.Compute(hot, new BaselineSettings { CentrosymmetryNeighbors = neighbors });
            for (int atom = 0; atom < hot.Count; atom += 7)
            {
                Vector3D[] near = [.. PlainNeighbors.All(hot, atom).Take(neighbors).Select(one => one.Vector)];
                double expected = near
                    .SelectMany((one, i) => near[..i].Select(other => Vector3D.Dot(one + other, one + other)))
                    .Order().Take(neighbors / 2).Sum();
                Assert.Equal(expected, values[atom], 1e-12 * expected);
            }
        }
    }

    [Fact]
    public void Order_place_orientation_and_threads_do_not_matter_and_scale_counts_squared()
    {
        AtomicStructure hot = Crystals.Rattled(Crystals.Of("fcc"), 0.08, 8);
        double[] expected = Centrosymmetry.Compute(hot, new BaselineSettings { Threads = 1 });
        Assert.Equal(expected, Centrosymmetry.Compute(hot, new BaselineSettings { Threads = 3 }));
        double[] moved = Centrosymmetry.Compute(Crystals.Moved(hot, 2));
        double[] mixed = Centrosymmetry.Compute(Crystals.Permuted(hot, out int[] order));
        for (int k = 0; k < order.Length; k++)
        {
            Assert.Equal(4 * expected[k], moved[k], 1e-9 * moved[k]);
            Assert.Equal(expected[order[k]], mixed[k]);
        }
    }

    [Fact]
    public void An_atom_with_too_few_neighbors_has_no_value()
    {
        AtomicStructure crystal = Crystals.Of("fcc");
        AtomicStructure few = new(crystal.Positions[..12], crystal.Species[..12]);
        Assert.All(Centrosymmetry.Compute(few), value => Assert.True(double.IsNaN(value)));
    }

    // Where the last neighbor and the next one are at the same distance, as in shells that are cut, there is no single
    // value.
    [Fact]
    public void The_values_are_those_of_the_reference_program()
    {
        int compared = 0;
        foreach (BaselineReference reference in BaselineReference.All)
        {
            foreach (int neighbors in (int[])[12, 8])
            {
                if (!reference.Arrays.TryGet($"csp{neighbors}", out NumpyArray? expected))
                    continue;
                double[] values = Centrosymmetry.Compute(
                    reference.Structure, new BaselineSettings { CentrosymmetryNeighbors = neighbors });
                ReadOnlySpan<float> numbers = expected.Elements<float>();
                NearestAtoms search = NearestAtoms.Of(reference.Structure, neighbors + 1);
                var nearest = new NearestBuffer(neighbors + 1);
                for (int atom = 0; atom < values.Length; atom++)
                {
                    search.Find(atom, nearest);
                    if (nearest.Count > neighbors
                        && nearest.Squares[neighbors] < nearest.Squares[neighbors - 1] * (1 + 1e-8))
                        continue;
                    double away = Math.Abs(values[atom] - numbers[atom]);
                    Assert.True(
                        away <= (1e-5 * numbers[atom]) + 1e-9,
                        $"{reference.Name} csp{neighbors} atom {atom}: {values[atom]}, not {numbers[atom]}.");
                    compared++;
                }
            }
        }

        Assert.True(compared > 80_000 || BaselineReference.All.Count == 0, $"Only {compared} values.");
    }
}
