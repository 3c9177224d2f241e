using Arise.Numerics;
using Arise.Prototypes;
using Arise.Structures;

namespace Arise.Tests.Prototypes;

public class PrototypeLibraryTests
{
    [Fact]
    public void Class_indices_count_from_zero_and_the_published_classes_come_first()
    {
        Assert.Equal(108, PrototypeLibrary.Published.Count);
        Assert.Equal(Labels(PrototypeLibrary.Published), Labels(PrototypeLibrary.All.Take(108)));
        Assert.True(PrototypeLibrary.All.Count >= 108 + 140);
        Assert.Equal(
            Enumerable.Range(0, PrototypeLibrary.All.Count), PrototypeLibrary.All.Select(one => one.ClassIndex));

        static IEnumerable<string> Labels(IEnumerable<Prototype> prototypes) => prototypes.Select(one => one.Label);
    }

    [Fact]
    public void Merged_classes_are_in_a_class_of_the_families_and_of_its_group()
    {
        Assert.Equal(
            PrototypeLibrary.All.Where(one => one.MergedInto is null), PrototypeLibrary.Families);
        foreach (Prototype merged in PrototypeLibrary.All.Where(one => one.MergedInto is not null))
        {
            Prototype into = PrototypeLibrary.FromLabel(merged.MergedInto!)!;
            Assert.Null(into.MergedInto);
            Assert.Equal(into.Group, merged.Group);
            Assert.Contains(CrystalFamily.Of(into).Bases, one => one.Name == merged.Label);
        }

        // A group of one is none.
        Assert.All(
            PrototypeLibrary.All.Where(one => one.Group is not null).CountBy(one => one.Group!),
            pair => Assert.True(pair.Value > 1, pair.Key));
    }

    // Counts of the paper, Supplementary Table: doi:10.1038/s41467-021-26511-5.
    [Theory]
    [InlineData(MaterialType.Elemental, 27)]
    [InlineData(MaterialType.Binary, 11)]
    [InlineData(MaterialType.Ternary, 6)]
    [InlineData(MaterialType.Quaternary, 6)]
    [InlineData(MaterialType.TwoDimensional, 46)]
    [InlineData(MaterialType.Nanotube, 12)]
    public void Each_type_has_its_classes(MaterialType type, int count) =>
        Assert.Equal(count, PrototypeLibrary.Published.Count(prototype => prototype.MaterialType == type));

    [Fact]
    public void Bulk_classes_have_as_many_species_as_their_type_says()
    {
        foreach (Prototype prototype in PrototypeLibrary.All.Where(
            prototype => prototype.MaterialType <= MaterialType.Quaternary))
        {
            Assert.Equal(
                (int)prototype.MaterialType + 1, Math.Min(prototype.Structure.DistinctSpecies().Length, 4));
            Assert.Equal(Periodicity.Bulk, prototype.Structure.Periodicity);
        }
    }

    [Fact]
    public void Layers_are_periodic_in_the_plane_and_have_vacuum_above_it()
    {
        foreach (Prototype prototype in PrototypeLibrary.All.Where(
            prototype => prototype.MaterialType == MaterialType.TwoDimensional))
        {
            Assert.Equal(Periodicity.InPlane, prototype.Structure.Periodicity);
            double[] heights = [.. prototype.Structure.Positions.ToArray().Select(position => position.Z)];
            Assert.True(prototype.Structure.Lattice!.C.Z - (heights.Max() - heights.Min()) > 13, prototype.Label);
        }
    }

    // First shell of the first atom: neighbors within 6 % of the nearest distance. Distances in Angstrom: elements
    // from J. Donohue, The Structures of the Elements (1974); compounds a/2 and the like from their lattice constants
    // in R. W. G. Wyckoff, Crystal Structures, vol. 1 (1963). The figures of the library may differ by 2.5 % (other
    // temperature, or density-functional theory for layers).
    [Theory]
    [InlineData("fcc", 12, 2.556)]
    [InlineData("bcc", 8, 2.741)]
    [InlineData("hcp", 12, 3.197)]
    [InlineData("dhcp", 12, 3.739)]
    [InlineData("simple cubic", 6, 3.345)]
    [InlineData("diamond", 4, 1.544)]
    [InlineData("lonsdaleite", 4, 1.54)]
    [InlineData("beta-tin", 6, 3.022)]
    [InlineData("indium", 12, 3.253)]
    [InlineData("hexagonal graphite", 3, 1.421)]
    [InlineData("alpha-arsenic", 3, 2.517)]
    [InlineData("black phosphorus", 3, 2.224)]
    [InlineData("gamma-selenium", 2, 2.373)]
    [InlineData("molecular iodine", 1, 2.715)]
    [InlineData("gamma-nitrogen", 1, 1.098)]
    [InlineData("CsCl", 8, 3.571)]
    [InlineData("rock salt", 6, 2.82)]
    [InlineData("zinc blende", 4, 2.342)]
    [InlineData("wurtzite", 4, 2.342)]
    [InlineData("NiAs", 6, 2.43)]
    [InlineData("L1_2", 12, 2.65)]
    [InlineData("L1_0", 12, 2.7)]
    [InlineData("graphene", 3, 1.42)]
    [InlineData("h-BN", 3, 1.45)]
    [InlineData("MoS2", 6, 2.41)]
    [InlineData("CdI2", 6, 3.0)]
    public void First_shells_are_the_textbook_ones(string name, int coordination, double distance)
    {
        List<double> distances = DistancesFromFirstAtom(PrototypeLibrary.Find(name).Structure);
        Assert.InRange(distances[0], 0.975 * distance, 1.025 * distance);
        Assert.Equal(coordination, distances.Count(d => d < 1.06 * distances[0]));
    }

    [Fact]
    public void Lattices_have_the_symmetry_that_the_space_group_demands()
    {
        foreach (Prototype prototype in PrototypeLibrary.All.Where(
            prototype => prototype.Structure.Lattice is not null))
        {
            // Order of the point group of the least symmetric lattice that the crystal system admits.
            int demanded = prototype.SpaceGroupNumber switch
            {
                <= 2 => 2,
                <= 15 => 4,
                <= 74 => 8,
                <= 142 => 16,
                <= 167 => 12,
                <= 194 => 24,
                _ => 48,
            };
            int order = LatticePointGroupOrder(prototype.Structure.Lattice!, 1e-3);
            Assert.True(order % demanded == 0, $"{prototype.Label}: lattice point group of order {order}");
        }
    }

    [Fact]
    public void Aflow_labels_agree_with_the_space_group()
    {
        foreach (Prototype prototype in PrototypeLibrary.All.Where(prototype => prototype.AflowLabel is not null))
        {
            // Stoichiometry, Pearson symbol, space group number, Wyckoff letters.
            string[] parts = prototype.AflowLabel!.Split('_');
            Assert.Equal(prototype.SpaceGroupNumber.ToString(), parts[2]);
            int atomsPerCenteredCell = int.Parse(parts[1][2..], System.Globalization.CultureInfo.InvariantCulture);
            Assert.Equal(0, atomsPerCenteredCell % prototype.Structure.Count);
        }
    }

    [Theory]
    [InlineData("face-centered cubic", "fcc_Cu_A_cF4_225_a")]
    [InlineData("FCC", "fcc_Cu_A_cF4_225_a")]
    [InlineData("A1", "fcc_Cu_A_cF4_225_a")]
    [InlineData("A_cF4_225_a", "fcc_Cu_A_cF4_225_a")]
    [InlineData("rock salt (B1)", "RockSalt_NaCl")]
    [InlineData("rocksalt_nacl", "RockSalt_NaCl")]
    [InlineData("Halite", "RockSalt_NaCl")]
    [InlineData("L10", "L10_CuAu")]
    [InlineData("1T'", "WTe2")]
    [InlineData("1T", "CdI2")]
    [InlineData("C", "C")]
    [InlineData("(7,1)", "chiral_cnt_nm_7_1_6.59_5.91")]
    public void Classes_are_found_by_the_names_in_use(string name, string label) =>
        Assert.Equal(label, PrototypeLibrary.Find(name).Label);

    [Fact]
    public void Labels_common_names_and_aliases_name_one_class_each()
    {
        foreach (Prototype prototype in PrototypeLibrary.All)
        {
            foreach (string name in prototype.Aliases.Append(prototype.Label).Append(prototype.CommonName))
                Assert.Same(prototype, PrototypeLibrary.Find(name));
            if (prototype.Strukturbericht is { } designation)
                Assert.Same(prototype, PrototypeLibrary.Find(designation));
        }
    }

    [Theory]
    [InlineData("wurzite", "'wurtzite'")]
    [InlineData("graphen", "'graphene'")]
    [InlineData("cesium cloride", "'cesium chloride'")]
    public void A_misspelt_name_gets_a_suggestion(string name, string suggestion) =>
        Assert.Contains(
            suggestion,
            Assert.Throws<KeyNotFoundException>(() => PrototypeLibrary.Find(name)).Message,
            StringComparison.Ordinal);

    [Theory]
    [InlineData("delafossite and more", "BiTeI")]
    [InlineData("garnet", "BiTeI")]
    [InlineData("garnet", "'")]
    [InlineData("xyzzy", "'")]
    public void A_name_of_other_letters_is_no_suggestion(string name, string suggestion)
    {
        string message = Assert.Throws<KeyNotFoundException>(() => PrototypeLibrary.Find(name)).Message;
        Assert.StartsWith($"No prototype is called '{name}'", message, StringComparison.Ordinal);
        Assert.DoesNotContain(suggestion, message.Split('\'', 3)[2], StringComparison.Ordinal);
    }

    [Fact]
    public void A_name_within_the_text_is_a_suggestion() => Assert.Contains(
        "'rock salt'",
        Assert.Throws<KeyNotFoundException>(() => PrototypeLibrary.Find("rock salt structure")).Message,
        StringComparison.Ordinal);

    [Fact]
    public void A_name_of_several_classes_lists_them()
    {
        // Alpha-gallium, black phosphorus and iodine share Wyckoff positions and differ in their parameters.
        string message = Assert.Throws<KeyNotFoundException>(() => PrototypeLibrary.Find("A_oC8_64_f")).Message;
        Assert.Contains("basecorthAlphaGa", message, StringComparison.Ordinal);
        Assert.Contains("basecorthBlackP", message, StringComparison.Ordinal);
        Assert.Contains("basecorthMolIod", message, StringComparison.Ordinal);
    }

    private static List<double> DistancesFromFirstAtom(AtomicStructure structure)
    {
        Lattice lattice = structure.Lattice!;
        int outOfPlane = structure.Periodicity.C ? 3 : 0;
        var distances = new List<double>();
        foreach (Vector3D position in structure.Positions)
        {
            for (int i = -3; i <= 3; i++)
            {
                for (int j = -3; j <= 3; j++)
                {
                    for (int k = -outOfPlane; k <= outOfPlane; k++)
                    {
                        Vector3D image = position + lattice.ToCartesian(new Vector3D(i, j, k));
                        distances.Add((image - structure.Positions[0]).Length);
                    }
                }
            }
        }

        distances.Remove(0);
        distances.Sort();
        return distances;
    }

    // Integer matrices W with entries -1, 0, 1 that keep the metric tensor: W G W^T = G within the tolerance. For the
    // cells of the library these are all symmetries of the lattice.
    private static int LatticePointGroupOrder(Lattice lattice, double tolerance)
    {
        Vector3D[] vectors = [lattice.A, lattice.B, lattice.C];
        var images = new List<Vector3D>[3];
        for (int row = 0; row < 3; row++)
        {
            images[row] = [];
            for (int code = 0; code < 27; code++)
            {
                Vector3D image = lattice.ToCartesian(new Vector3D((code % 3) - 1, (code / 3 % 3) - 1, (code / 9) - 1));
                if (Math.Abs(image.Length - vectors[row].Length) < tolerance * vectors[row].Length)
                    images[row].Add(image);
            }
        }

        int order = 0;
        foreach (Vector3D a in images[0])
        {
            foreach (Vector3D b in images[1].Where(b => SameAngle(a, b, 0, 1)))
                order += images[2].Count(c => SameAngle(a, c, 0, 2) && SameAngle(b, c, 1, 2));
        }

        return order;

        bool SameAngle(Vector3D u, Vector3D v, int i, int j) =>
            Math.Abs(Vector3D.Dot(u, v) - Vector3D.Dot(vectors[i], vectors[j]))
            < tolerance * vectors[i].Length * vectors[j].Length;
    }
}
