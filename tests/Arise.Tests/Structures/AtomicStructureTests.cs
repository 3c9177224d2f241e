using Arise.Numerics;
using Arise.Structures;

namespace Arise.Tests.Structures;

public class AtomicStructureTests
{
    private static readonly Lattice Cell = new(new Vector3D(4, 0, 0), new Vector3D(1, 5, 0), new Vector3D(0.5, -1, 6));

    [Fact]
    public void Species_that_do_not_count_are_left_out_or_taken_for_one()
    {
        AtomicStructure methane = Of("H C H H H");
        AtomicStructure carbon = methane.Without([ChemicalElement.Parse("H"), ChemicalElement.Parse("Fe")]);
        Assert.Equal("C", carbon.Formula());
        Assert.Equal(methane.Positions[1], carbon.Positions[0]);
        Assert.Same(methane, methane.Without([ChemicalElement.Parse("Fe")]));
        Assert.Equal(0, carbon.Without([ChemicalElement.Parse("C")]).Count);
        Assert.Equal("H5", methane.AsOneSpecies().Formula());
        Assert.Equal(methane.Positions.ToArray(), methane.AsOneSpecies().Positions.ToArray());
        Assert.Equal(0, Of("H").Select([]).AsOneSpecies().Count);
    }

    [Fact]
    public void Selected_atoms_keep_their_species_and_columns_in_the_order_asked_for()
    {
        AtomicStructure selected = Sample().Select([2, 0, 2]);
        Assert.Equal(["O", "H", "O"], selected.Species.ToArray().Select(element => element.Symbol));
        Assert.Equal(
            [new Vector3D(9, -1, 3), new Vector3D(0, 0, 0), new Vector3D(9, -1, 3)], selected.Positions.ToArray());
        Assert.Equal([0.3, 0.1, 0.3], Assert.IsType<double[]>(selected.Columns[0].Values));
        Assert.Equal([7L, 8, 9, 1, 2, 3, 7, 8, 9], Assert.IsType<long[]>(selected.Columns[1].Values));
        Assert.Equal(3, selected.Columns[1].Width);
        Assert.Same(Cell, selected.Lattice);
        Assert.Equal("sample", selected.Name);
        Assert.Empty(Sample().Select([]).Positions.ToArray());
    }

    [Fact]
    public void Wrapping_moves_atoms_by_lattice_vectors_along_periodic_directions_only()
    {
        AtomicStructure sample = Sample();
        Periodicity[] periodicities = [Periodicity.Bulk, Periodicity.InPlane, new Periodicity(false, true, false)];
        foreach (Periodicity periodicity in periodicities)
        {
            AtomicStructure wrapped = sample.WithPeriodicity(periodicity).Wrapped();
            for (int i = 0; i < sample.Count; i++)
            {
                Vector3D shift = Cell.ToFractional(wrapped.Positions[i] - sample.Positions[i]);
                Vector3D inside = Cell.ToFractional(wrapped.Positions[i]);
                for (int axis = 0; axis < 3; axis++)
                {
                    Assert.Equal(periodicity[axis] ? Math.Round(shift[axis]) : 0, shift[axis], 1e-12);
                    if (periodicity[axis])
                        Assert.InRange(inside[axis], -1e-12, 1 - 1e-12);
                }
            }
        }

        Assert.Equal(
            sample.Positions.ToArray(), sample.WithPeriodicity(Periodicity.None).Wrapped().Positions.ToArray());
    }

    [Theory]
    [InlineData("Cl Na Na Cl", "Cl2Na2")]
    [InlineData("O H H", "H2O")]
    [InlineData("O H C H H H", "CH4O")]
    [InlineData("Br H C C Al", "C2HAlBr")]
    [InlineData("Cu", "Cu")]
    public void Formulae_are_in_Hill_order(string symbols, string formula) =>
        Assert.Equal(formula, Of(symbols).Formula());

    [Fact]
    public void Distinct_species_come_by_atomic_number() => Assert.Equal(
        ["C", "Na", "Cl"], Of("Cl Na C Cl Na").DistinctSpecies().Select(element => element.Symbol));

    [Fact]
    public void Input_is_copied()
    {
        Vector3D[] positions = [new(1, 2, 3)];
        double[] charges = [0.5];
        List<AtomColumn> columns = [AtomColumn.Real("charge", charges)];
        var properties = new Dictionary<string, string> { ["energy"] = "-1" };
        var structure = new AtomicStructure(
            positions, [ChemicalElement.Parse("Cu")], columns: columns, properties: properties);
        (positions[0], charges[0]) = (Vector3D.Zero, 0);
        columns.Clear();
        properties.Clear();

        Assert.Equal(new Vector3D(1, 2, 3), structure.Positions[0]);
        Assert.Equal([0.5], structure.Columns.Single().Reals.ToArray());
        Assert.Equal("-1", structure.WithName("copper").Properties["energy"]);
    }

    [Fact]
    public void A_column_gives_its_values_only_as_what_they_are()
    {
        AtomColumn column = AtomColumn.Integer("image", [1, 2, 3], 3);

        Assert.Equal([1L, 2, 3], column.Integers.ToArray());
        Assert.Contains(
            "'image' is Integer",
            Assert.Throws<InvalidOperationException>(() => column.Reals.Length).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Input_that_does_not_fit_together_is_refused()
    {
        ChemicalElement copper = ChemicalElement.Parse("Cu");
        Refused("2 positions but 1 species", () => new AtomicStructure(new Vector3D[2], [copper]));
        Refused("needs a lattice", () => new AtomicStructure([Vector3D.Zero], [copper], null, Periodicity.InPlane));
        Refused("Atom 2", () => new AtomicStructure([Vector3D.Zero, new(0, double.NaN, 0)], [copper, copper]));
        Refused("'charge' has 2 rows for 1 atoms", () => new AtomicStructure(
            [Vector3D.Zero], [copper], columns: [AtomColumn.Real("charge", [1, 2])]));
        Refused("rows of 3", () => AtomColumn.Real("forces", [1, 2, 3, 4], 3));

        static void Refused(string reason, Func<object> make) =>
            Assert.Contains(reason, Assert.Throws<ArgumentException>(make).Message, StringComparison.Ordinal);
    }

    private static AtomicStructure Of(string symbols)
    {
        ChemicalElement[] species = [.. symbols.Split(' ').Select(ChemicalElement.Parse)];
        return new AtomicStructure([.. species.Select((_, i) => new Vector3D(2 * i, 0, 0))], species);
    }

    private static AtomicStructure Sample() => new(
        [new(0, 0, 0), new(-7, 4, 11.5), new(9, -1, 3)],
        [ChemicalElement.Parse("H"), ChemicalElement.Parse("C"), ChemicalElement.Parse("O")],
        Cell,
        Periodicity.Bulk,
        [AtomColumn.Real("charge", [0.1, 0.2, 0.3]), AtomColumn.Integer("image", [1, 2, 3, 4, 5, 6, 7, 8, 9], 3)],
        name: "sample");
}
