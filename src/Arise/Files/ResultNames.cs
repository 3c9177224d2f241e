using System.Collections.Frozen;
using System.IO.Enumeration;

namespace Arise.Files;

/// <summary>Names of the files that results of a kind consist of, and what a kind is called.</summary>
internal static class ResultNames
{
    private static readonly FrozenDictionary<ResultKind, (string Title, string[] Patterns)> Of =
        new Dictionary<ResultKind, (string, string[])>
        {
            [ResultKind.Map] = ("a map",
            [
                "map.npz", "map.vti", "map.vtk", "atoms.xyz", "manifest.json", "summary.json",
                "summary.txt", "times.json", "run.json",
                .. Figures("profile", "classes", "mutual_information", "probabilities"),
            ]),
            [ResultKind.MapSeries] = ("a series of maps",
            [
                "series.csv", "histogram.csv", "cumulative.csv", "radial.csv", "map-????", "run.json",
                .. Figures("series"),
            ]),
            [ResultKind.Labels] = ("labels of atoms",
            [
                "labeled.xyz", "labeled.dump", "labels.npz", "frames.csv", "regions.csv", "run.json",
                .. Figures("labels", "shares"),
            ]),
            [ResultKind.Image] = ("atoms of images",
            [
                "atoms.xyz", "atoms.csv", "images.csv", "samples.csv", "classes.csv", "overlay.png", "overlay-*.png",
                "rank.csv", .. Figures("contact_sheet"),
            ]),
            [ResultKind.Comparison] = ("a comparison of methods",
            [
                "compared.xyz", "compared.dump", "compare.npz", "counts.csv", "agreement.csv", .. Figures("compare"),
            ]),
            [ResultKind.Exploration] = ("an exploration",
            [
                "clusters.csv", "points.csv", "explore.npz", "atoms.xyz", "summary.json", "summary.txt",
                "manifest.json", "scan.csv", "scan.txt", .. Figures("embedding", "clusters_map", "distances"),
            ]),
            [ResultKind.Explanation] = ("explanations",
            [
                "explanation.json", "atoms.xyz", "atoms-*.xyz", "sites.xyz", "sites-*.xyz",
                .. Figures("explanation", "explanation-*"),
            ]),
            [ResultKind.Evaluation] = ("an evaluation",
            [
                "answers.npz", "evaluation.md", "parts.csv", "material_types.csv", "classes.csv", "confusions.csv",
                "reliability.csv", "run.json", .. Figures("material_types", "classes", "reliability", "accuracy"),
            ]),
            [ResultKind.Similarity] = ("similarities",
            [
                "similarity.csv", "supercells.csv", .. Figures("similarity", "supercells"),
            ]),
            [ResultKind.Bain] = ("a Bain map",
            [
                "bain.npz", "bain.csv", .. Figures("bain_classes", "bain_mutual_information", "bain_probabilities"),
            ]),
            [ResultKind.Benchmark] = ("a comparison of methods",
            [
                "benchmark.json", "benchmark.csv", "benchmark.md", "thermal.csv", "thermal.md",
                .. Figures("benchmark", "thermal"),
            ]),
            [ResultKind.Study] = ("a study",
            [
                "pristine.npz", "model.safetensors", "model.md", "model.checkpoint", "tune.sqlite",
                "tune.sqlite.trials", "tune.md", "tune.csv", "pristine", "defects", .. Figures("tune"),
            ]),
        }.ToFrozenDictionary();

    private static readonly (ResultKind Kind, string Pattern)[] Unfinished =
    [
        (ResultKind.Map, "map.state"),
        (ResultKind.MapSeries, "map-????.state"),
        (ResultKind.Evaluation, "answers.npz.partial"),
    ];

    private static IEnumerable<string> Figures(params string[] names) =>
        names.SelectMany(name => new[] { name + ".svg", name + ".png", name + ".pdf" });

    /// <summary>What results of the kind are called, with an article.</summary>
    public static string Title(ResultKind kind) => Of[kind].Title;

    /// <summary>Whether results of the kind have a file, not a folder, of that name.</summary>
    public static bool IsFile(ResultKind kind, string name) =>
        name.Contains('.', StringComparison.Ordinal) && name != "tune.sqlite.trials" && Has(kind, name);

    /// <summary>Whether a file keeps the state of an interrupted run of another kind.</summary>
    public static bool IsOfUnfinished(string name, ResultKind besides) => Unfinished.Any(state =>
        state.Kind != besides && FileSystemName.MatchesSimpleExpression(state.Pattern, name, false));

    /// <summary>Whether results of the kind have a file or folder of that name.</summary>
    public static bool Has(ResultKind kind, string name) =>
        Array.Exists(Of[kind].Patterns, pattern => FileSystemName.MatchesSimpleExpression(pattern, name, false));
}
