using System.Globalization;
using Arise.Dynamics;
using Arise.Prototypes;
using Arise.Reporting;
using Arise.Reporting.Figures;
using Arise.Samples;
using Arise.Structures;

namespace Arise.Studies.Labeling;

/// <summary>Crystals in contact with their melts, by our own molecular dynamics, layer by layer.</summary>
internal sealed class FrontRows
{
    private const int Frames = 3;
    private const double ExpandedDistance = 1.02 * DynamicClasses.Distance;

    // In nearest distances.
    private static readonly Dictionary<(CrystalKind, string), double> Layers = new()
    {
        [(CrystalKind.Fcc, "001")] = 1 / Math.Sqrt(2),
        [(CrystalKind.Fcc, "111")] = Math.Sqrt(2.0 / 3),
        [(CrystalKind.Fcc, "110")] = 0.5,
        [(CrystalKind.Bcc, "001")] = 1 / Math.Sqrt(3),
        [(CrystalKind.Bcc, "110")] = Math.Sqrt(2.0 / 3),
        [(CrystalKind.Hcp, "basal")] = Math.Sqrt(2.0 / 3),
        [(CrystalKind.Hcp, "prism")] = Math.Sqrt(3) / 2,
        [(CrystalKind.Hcp, "prism2")] = 0.5,
        [(CrystalKind.Diamond, "001")] = 1 / Math.Sqrt(3),
        [(CrystalKind.Diamond, "111")] = 4.0 / 3,
        [(CrystalKind.Diamond, "110")] = Math.Sqrt(2.0 / 3),
    };

    private static readonly string[] Matter =
        ["silver", "cobalt", "tantalum", "silicon", "water", "copper", "Lennard-Jones 12-6", "magnesium", "iron"];

    private readonly List<(string Row, FrontProfile[] Models)> _profiles = [];

    /// <summary>Adds the rows.</summary>
    public FrontRows(LabelBench bench)
    {
        (Substance Substance, string Face)[] all =
        [
            .. from name in Matter
               let substance = Substances.All.First(one => one.Name == name)
               from face in DynamicFronts.Faces(substance.Crystal)
               select (substance, face),
        ];
        if (bench.IsQuick)
            all = [all.First(one => one.Substance.Crystal == CrystalKind.Diamond)];
        var classes = new DynamicClasses(bench.Classes);
        short dhcp = bench.Classes.LabelOf("dhcp_alphaLa_A_hP4_194_ac");
        bench.Measure(
            "fronts",
            [.. all.Index().Select(pair => (pair.Item.Substance.Name, Make(bench, pair.Index, pair.Item, classes)))],
            (one, labels) =>
            {
                string row = one.Sample.Name;
                if (_profiles.Find(profile => profile.Row == row).Models is not { } profiles)
                {
                    (Substance substance, string face) = all.First(front => row.StartsWith(
                        $"{front.Substance.Crystal} ({front.Face}) {front.Substance.Name}", StringComparison.Ordinal));
                    profiles = [.. bench.Models.Select(_ => new FrontProfile(
                        Layers[(substance.Crystal, face)] * ExpandedDistance, classes.Of(substance.Crystal), dhcp))];
                    _profiles.Add((row, profiles));
                }

                for (int m = 0; m < labels.Length; m++)
                    profiles[m].Add(one.Sample, labels[m]);
            });
    }

    /// <summary>The first layer of the crystal, what it is called, and wrong layers, mean over the models.</summary>
    public ReportTable Table()
    {
        var table = new ReportTable(
            "front", "first layer: crystal, none, dhcp, other class / %", "most of these", "second layer",
            "first of the melt", "wrong layers: crystal, melt");
        foreach ((string row, FrontProfile[] models) in _profiles)
        {
            string other = models[0].MostFrequentOther is { } found
                ? PrototypeLibrary.NameOf(PrototypeLibrary.Families[found].Label)
                : "";
            table.Add(row, Shares(models, 0), other, Shares(models, 1), Shares(models, -1), string.Create(
                CultureInfo.InvariantCulture,
                $"{models.Average(m => m.CrystalLayersWrong):0.00}, {models.Average(m => m.MeltLayersWrong):0.00}"));
        }

        return table;
    }

    /// <summary>The answers by layer of all fronts of each crystal, mean over the models.</summary>
    public Figure? Draw()
    {
        Panel[] panels = [.. _profiles.GroupBy(profile => profile.Row.Split(' ')[0]).Select(group => new Panel(
            new Axis("layer (melt below 0)"),
            new Axis("share") { Minimum = 0, Maximum = 1 },
            [.. new[] { group.Key, "none", "dhcp", "other class" }.Index().Select(kind => new Series(
                [.. Enumerable.Range(-FrontProfile.Reach, 2 * FrontProfile.Reach).Select(layer => (double)layer)],
                [.. Enumerable.Range(-FrontProfile.Reach, 2 * FrontProfile.Reach).Select(layer =>
                    group.Average(one => one.Models.Average(model => model.Share(layer, kind.Index))))])
            {
                Name = kind.Item,
                Color = CategoryStyle.Of(kind.Index).Fill,
                Markers = true,
            })])
        {
            Title = $"{group.Key}, {group.Count()} fronts",
        })];
        return panels.Length == 0 ? null : new Figure(panels);
    }

    private static string Shares(FrontProfile[] models, int layer) => string.Join(
        ", ",
        Enumerable.Range(0, FrontProfile.Kinds).Select(kind => (100 * models.Average(m => m.Share(layer, kind)))
            .ToString("0.#", CultureInfo.InvariantCulture)));

    private static Func<IEnumerable<LabelCase>> Make(
        LabelBench bench, int run, (Substance Substance, string Face) front, DynamicClasses classes) => () =>
    {
        short[] crystals = [classes.Of(front.Substance.Crystal)];
        string row = $"{front.Substance.Crystal} ({front.Face}) {front.Substance.Name}"
            + (front.Substance.IsHeldOut ? ", other potential" : "");
        return DynamicFronts
            .Make(front.Substance, front.Face, 0.98, classes, bench.Draws(9, run), 1, Frames, all: true)
            .Select(sample =>
            {
                bool[] atContact = AtContact(sample, crystals[0]);
                return new LabelCase(sample with { Name = row }, atom =>
                    sample.Labels[atom] < 0 ? $"{row} | melt"
                    : atContact[atom] ? $"{row} | contact" : $"{row} | crystal");
            });
    };

    // Atoms of the crystal with a neighbor in the first shell that is not of it.
    private static bool[] AtContact(AtomSample sample, short crystal)
    {
        var search = new NeighborSearch(sample.Structure, 1.3 * ExpandedDistance);
        var neighbors = new NeighborBuffer();
        var found = new bool[sample.Labels.Length];
        for (int atom = 0; atom < found.Length; atom++)
        {
            search.Find(atom, neighbors);
            foreach (int other in neighbors.Atoms)
                found[atom] |= sample.Labels[other] != crystal;
        }

        return found;
    }
}
