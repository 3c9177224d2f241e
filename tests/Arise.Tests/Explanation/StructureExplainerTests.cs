using Arise.Defects;
using Arise.Explanation;
using Arise.Numerics;
using Arise.Prototypes;
using Arise.Structures;
using Arise.Synthesis;

namespace Arise.Tests.Explanation;

/// <summary>Crystals that are made here come back: strain, free coordinates, defects, orientation.</summary>
public class StructureExplainerTests
{
    [Theory]
    [InlineData(1.50)]
    [InlineData(1.633)]
    [InlineData(1.856)]
    public void The_axial_ratio_of_a_hexagonal_metal_comes_back(double ratio)
    {
        StructureExplanation one = Explain(Hexagonal(2.665, ratio), "hcp");
        Assert.Equal(1, one.Fit, 6);
        Assert.Equal(2.665, Value(one, "a"), 6);
        Assert.Equal(ratio, Value(one, "c/a"), 6);
        Assert.Equal(0, one.BreakingStrainSize, 6);
    }

    [Fact]
    public void The_axial_ratio_of_a_particle_without_cell_comes_back_through_thermal_motion()
    {
        AtomicStructure particle = CrystalPiece.Ball(Hexagonal(2.665, 1.856), new(1, 0, 2), 15);
        StructureExplanation still = Explain(particle, "hcp");
        Assert.Equal(particle.Count, still.Matched);
        Assert.Equal(1.856, Value(still, "c/a"), 6);
        StructureExplanation moving = Explain(Displacements.Gaussian(particle, 0.08, 1), "hcp");
        Assert.InRange(Value(moving, "c/a"), 1.856 * 0.998, 1.856 * 1.002);
        Assert.Equal(0.08 * Math.Sqrt(3), moving.RootMeanSquare, 2);
    }

    [Fact]
    public void A_periodic_cell_keeps_its_axes_through_thermal_motion()
    {
        AtomicStructure cell = Hexagonal(2.95, 1.588).Repeat(5, 5, 4);
        StructureExplanation one = Explain(Displacements.Gaussian(cell, 0.09, 2), "hcp");
        Assert.Equal(1.588, Value(one, "c/a"), 6);
        Assert.Equal(200, one.Matched);
    }

    // Antimony (A7) and tellurium (A8): R. W. G. Wyckoff, Crystal Structures, vol. 1, 1963.
    [Fact]
    public void Antimony_is_alpha_arsenic_with_its_own_parameters()
    {
        StructureExplanation one = Explain(Arsenic(4.307, 11.273, 0.2335), "rhombAlphaAs_As_A_hR2_166_c");
        Assert.Equal(11.273 / 4.307, Value(one, "c/a"), 6);
        Assert.Equal(0.2335, Coordinate(one, "Sb z"), 6);
        StructureExplanation moving = Explain(
            Displacements.Gaussian(Arsenic(4.307, 11.273, 0.2335).Repeat(5, 5, 2), 0.1, 3),
            "rhombAlphaAs_As_A_hR2_166_c");
        Assert.Equal(0.2335, Coordinate(moving, "Sb z"), 0.0005);
        Assert.InRange(Explain(Arsenic(4.307, 11.273, 0.2335), "sc").Fit, 0, 0.85);
    }

    [Fact]
    public void Tellurium_is_gamma_selenium_in_either_hand()
    {
        foreach (double hand in new[] { 1.0, -1 })
        {
            const double a = 4.457, c = 5.929, x = 0.2633;
            var lattice = Lattice.FromParameters(a, a, c, 90, 90, 120);
            Vector3D[] places =
            [
                lattice.ToCartesian(new(x, 0, hand / 3)), lattice.ToCartesian(new(0, x, 2 * hand / 3)),
                lattice.ToCartesian(new(-x, -x, 0)),
            ];
            var cell = new AtomicStructure(places, Elements("Te", 3), lattice, Periodicity.Bulk);
            StructureExplanation one = Explain(cell, "trihex_gammaSe_A_hP3_152_a");
            Assert.Equal(1, one.Fit, 6);
            Assert.Equal(c / a, Value(one, "c/a"), 6);
            Assert.Equal(x, one.FreeCoordinates[0].Fitted, 6);
        }
    }

    [Fact]
    public void Rotation_changes_nothing()
    {
        AtomicStructure particle =
            Displacements.Gaussian(CrystalPiece.Ball(Cell("RockSalt_NaCl"), Vector3D.Zero, 11), 0.1, 4);
        StructureExplanation one = Explain(particle, "rocksalt");
        for (ulong k = 0; k < 3; k++)
        {
            Rotation turn = Rotation.Random(new RandomNumbers(5, k));
            Vector3D[] turned =
                [.. particle.Positions.ToArray().Select(x => turn.Apply(x) + new Vector3D(3, k, 7))];
            StructureExplanation other = Explain(particle.WithPositions(turned), "rocksalt");
            Assert.Equal(one.Matched, other.Matched);
            Assert.Equal(one.Fit, other.Fit, 6);
            Assert.Equal(Value(one, "a"), Value(other, "a"), 6);
            Assert.Equal(one.RootMeanSquare, other.RootMeanSquare, 6);
            Assert.Equal(one.BreakingStrainSize, other.BreakingStrainSize, 6);
        }
    }

    [Theory]
    [InlineData("fcc", 4)]
    [InlineData("bcc", 5)]
    [InlineData("diamond", 3)]
    [InlineData("RockSalt_NaCl", 4)]
    public void Vacancies_foreign_atoms_and_interstitials_are_counted(string name, int cells)
    {
        AtomicStructure crystal = Cubic(name, cells);
        AtomicStructure damaged = Vacancies.Remove(crystal, 5.5 / crystal.Count, 6);
        ChemicalElement[] species = damaged.Species.ToArray();
        foreach (int atom in new[] { 3, 40, 77 })
            species[atom] = ChemicalElement.Parse("Ge");
        damaged = Displacements.Gaussian(damaged.WithSpecies(species), 0.05, 7);
        StructureExplanation one = Explain(damaged, name);
        Assert.Equal(5, one.Vacancies.Length);
        Assert.Equal([3, 40, 77], one.Foreign.AsEnumerable());
        Assert.Empty(one.Interstitials);
        Assert.Equal(damaged.Count, one.Matched);
        Assert.Contains("3 foreign atoms (3 Ge); 5 empty sites", one.Sentence, StringComparison.Ordinal);

        // In a hole between the sites.
        double edge = crystal.Lattice!.A.X / cells;
        Vector3D hole = crystal.Positions[0] + (name == "bcc" ? new Vector3D(edge / 2, edge / 4, 0)
            : name == "fcc" ? new Vector3D(edge / 2, 0, 0)
            : name == "diamond" ? new Vector3D(edge / 2, edge / 2, edge / 2)
            : new Vector3D(edge / 4, edge / 4, edge / 4));
        AtomicStructure filled = new(
            [.. crystal.Positions, hole],
            [.. crystal.Species, ChemicalElement.Parse("H")],
            crystal.Lattice,
            Periodicity.Bulk);
        StructureExplanation with = Explain(filled, name);
        Assert.Equal([crystal.Count], with.Interstitials.AsEnumerable());
        Assert.Empty(with.Vacancies);
        Assert.Empty(with.Foreign);
    }

    [Fact]
    public void The_wrong_class_does_not_fit()
    {
        AtomicStructure fcc = Displacements.Gaussian(Cubic("fcc", 5), 0.08, 8);
        Assert.InRange(Explain(fcc, "fcc").Fit, 0.9, 1);
        Assert.InRange(Explain(fcc, "bcc").Fit, 0, 0.2);
        Assert.InRange(Explain(fcc, "hcp").MatchedShare, 0, 0.6);
        AtomicStructure hcp = Displacements.Gaussian(Hexagonal(2.95, 1.6).Repeat(6, 6, 4), 0.08, 9);
        Assert.InRange(Explain(hcp, "hcp").Fit, 0.9, 1);
        Assert.InRange(Explain(hcp, "dhcp").Fit, 0, 0.6);
    }

    [Fact]
    public void Strain_that_breaks_the_symmetry_is_told_apart_from_size()
    {
        AtomicStructure crystal = Cubic("bcc", 5);
        StructureExplanation one =
            Explain(new Strain(0.04, 0.01, 0.01, 0, 0, 0).Apply(crystal), "bcc");
        Assert.Equal(crystal.Count, one.Matched);
        double mean = (Math.Log(1.04) + (2 * Math.Log(1.01))) / 3;
        Assert.Equal(
            [Math.Log(1.01) - mean, Math.Log(1.01) - mean, Math.Log(1.04) - mean],
            one.BreakingStrain.Take(3).Order().Select(value => Math.Round(value, 8)),
            (a, b) => Math.Abs(a - b) < 1e-6);
        Assert.Equal(crystal.Lattice!.A.X / 5 * Math.Exp(mean), Value(one, "a"), 6);
    }

    [Fact]
    public void A_liquid_is_no_crystal()
    {
        AtomicStructure packing = DisorderedPacking.Create(new DisorderedPackingSettings { Atoms = 400 }, 10);
        foreach (string name in new[] { "fcc", "bcc", "hcp" })
        {
            StructureExplanation one = Explain(packing, name);
            Assert.InRange(one.MatchedShare, 0, 0.3);
            Assert.StartsWith("Not ", one.Sentence, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("graphene")]
    [InlineData("MoS2")]
    public void Layers_are_laid_over_layers(string name)
    {
        AtomicStructure layer = Cell(name).Repeat(7, 7, 1);
        AtomicStructure damaged = Displacements.Gaussian(Vacancies.Remove(layer, 2.5 / layer.Count, 11), 0.04, 12);
        StructureExplanation one = Explain(damaged, name);
        Assert.Equal(damaged.Count, one.Matched);
        Assert.Equal(2, one.Vacancies.Length);
        Assert.Equal(Cell(name).Lattice!.A.Length, Value(one, "a"), 3);
    }

    [Fact]
    public void An_element_is_no_compound_and_an_alloy_shares_its_sites()
    {
        StructureExplanation iron = Explain(Cubic("bcc", 4), "CsCl");
        Assert.Contains(iron.Parts, part => part.Species is null);
        Assert.InRange(iron.Fit, 0.4, 0.6);
        AtomicStructure alloy = Substitutions.Dissolve(Cubic("fcc", 4), ChemicalElement.Parse("Ni"), 0.4, 13);
        StructureExplanation one = Explain(alloy, "fcc");
        Assert.Equal(1, one.Fit, 6);
        Assert.Empty(one.Foreign);
        Assert.Equal(102, Assert.Single(one.Mixed).Atoms);
    }

    [Fact]
    public void A_large_sample_is_explained_around_its_middle()
    {
        StructureExplanation one = Explain(Cubic("fcc", 18), "fcc");
        Assert.Equal((4 * 18 * 18 * 18, StructureExplainer.MostAtoms), (one.TotalAtoms, one.Sample.Count));
        Assert.Equal(StructureExplainer.MostAtoms, one.Matched);
    }

    [Fact]
    public void Of_two_grains_one_is_found()
    {
        AtomicStructure left = CrystalPiece.Cube(
            Cell("fcc"), Vector3D.Zero, Rotation.Random(new RandomNumbers(1, 0)), 20);
        AtomicStructure right = CrystalPiece.Cube(
            Cell("fcc"), Vector3D.Zero, Rotation.Random(new RandomNumbers(1, 9)), 26);
        Vector3D[] places = [.. left.Positions, .. right.Positions.ToArray().Select(x => x + new Vector3D(24.5, 0, 0))];
        StructureExplanation one = Explain(new AtomicStructure(places, Elements("Cu", places.Length)), "fcc");
        Assert.InRange(one.Matched, right.Count - 20, right.Count + 20);
        Assert.All(
            Enumerable.Range(0, left.Count / 2).Where(atom => left.Positions[atom].X < 0),
            atom => Assert.Equal(-1, one.SiteAtoms[atom]));
    }

    // A periodic cell, and a block of it with thermal motion in some orientation, of which corner atoms without bonds
    // may be left out: interpenetrating nets, layers far apart, molecules, chains, a tube.
    [Theory]
    [InlineData("HexGraph_C_A_hP4_194_bc")]
    [InlineData("CaC6_hR7")]
    [InlineData("beta_cristobalite_SiO2")]
    [InlineData("FeSi")]
    [InlineData("iodine")]
    [InlineData("CrCl3_D0_4")]
    [InlineData("trihex_gammaSe_A_hP3_152_a")]
    [InlineData("zigzag_cnt_nm_6_0_0.0_4.7")]
    public void A_class_explains_its_own_crystals(string name)
    {
        Prototype prototype = PrototypeLibrary.Find(name);
        StructureExplanation own = StructureExplanation.Of(prototype.Structure, prototype);
        Assert.Equal(1, own.Fit, 6);
        AtomicStructure block = PristineStructures.Of(prototype).First(one => one.Kind != "periodic").Structure;
        Rotation turn = Rotation.Random(new RandomNumbers(3, 0));
        block = block.WithPositions([.. block.Positions.ToArray().Select(turn.Apply)]);
        StructureExplanation warm =
            StructureExplanation.Of(Displacements.Gaussian(block, 0.03 * own.BondLength, 3), prototype);
        Assert.InRange(warm.MatchedShare, 0.85, 1);
        Assert.Equal(0.03 * Math.Sqrt(3), warm.RootMeanSquare / own.BondLength, 0.006);
    }

    private static StructureExplanation Explain(AtomicStructure structure, string name) =>
        StructureExplainer.Explain(structure, PrototypeLibrary.Find(name));

    private static AtomicStructure Cell(string name) => PrototypeLibrary.Find(name).Structure;

    private static double Value(StructureExplanation one, string name) =>
        one.Lattice.Single(value => value.Name == name).Fitted;

    private static double Coordinate(StructureExplanation one, string name) =>
        one.FreeCoordinates.Single(value => value.Name == name).Fitted;

    private static ChemicalElement[] Elements(string symbol, int count) =>
        [.. Enumerable.Repeat(ChemicalElement.Parse(symbol), count)];

    private static AtomicStructure Hexagonal(double a, double ratio)
    {
        var lattice = Lattice.FromParameters(a, a, ratio * a, 90, 90, 120);
        return new AtomicStructure(
            [lattice.ToCartesian(new(1 / 3.0, 2 / 3.0, 0.25)), lattice.ToCartesian(new(2 / 3.0, 1 / 3.0, 0.75))],
            Elements("Zn", 2),
            lattice,
            Periodicity.Bulk);
    }

    private static AtomicStructure Arsenic(double a, double c, double z)
    {
        var lattice = Lattice.FromParameters(a, a, c, 90, 90, 120);
        Vector3D[] centers = [new(0, 0, 0), new(2 / 3.0, 1 / 3.0, 1 / 3.0), new(1 / 3.0, 2 / 3.0, 2 / 3.0)];
        Vector3D[] places = [.. centers.SelectMany(center => new[]
        {
            lattice.ToCartesian(center + new Vector3D(0, 0, z)), lattice.ToCartesian(center - new Vector3D(0, 0, z)),
        })];
        return new AtomicStructure(places, Elements("Sb", 6), lattice, Periodicity.Bulk);
    }

    // Conventional cubic cells, whatever the cell of the prototype.
    private static AtomicStructure Cubic(string name, int cells)
    {
        Vector3D[] faces = [new(0, 0, 0), new(0, 0.5, 0.5), new(0.5, 0, 0.5), new(0.5, 0.5, 0)];
        (double edge, Vector3D[] sites, string[] symbols) = name switch
        {
            "fcc" => (3.61, faces, new[] { "Cu" }),
            "bcc" => (2.87, new Vector3D[] { new(0, 0, 0), new(0.5, 0.5, 0.5) }, ["Fe"]),
            "diamond" => (5.43, [.. faces, .. faces.Select(x => x + new Vector3D(0.25, 0.25, 0.25))], ["Si"]),
            _ => (5.64, [.. faces, .. faces.Select(x => x + new Vector3D(0.5, 0.5, 0.5))], ["Na", "Cl"]),
        };
        var lattice = new Lattice(new(edge, 0, 0), new(0, edge, 0), new(0, 0, edge));
        ChemicalElement[] species =
            [.. sites.Select((_, k) => ChemicalElement.Parse(symbols[k * symbols.Length / sites.Length]))];
        return new AtomicStructure([.. sites.Select(lattice.ToCartesian)], species, lattice, Periodicity.Bulk)
            .Repeat(cells, cells, cells);
    }
}
