namespace Arise.Tuning;

/// <summary>The trials of a search as table (Markdown and CSV) and figure (SVG and PNG).</summary>
internal static class TuningReport
{
    /// <summary>Writes the four files; each appears only once it is complete.</summary>
    /// <param name="trials">The trials.</param>
    /// <param name="pathWithoutExtension">Where to; .md, .csv, .svg and .png are added.</param>
    public static void Write(IReadOnlyCollection<Trial> trials, string pathWithoutExtension)
    {
        TuningTable.WriteMarkdown(trials, pathWithoutExtension + ".md");
        TuningTable.WriteCsv(trials, pathWithoutExtension + ".csv");
        TuningFigures.Write(trials, pathWithoutExtension);
    }

    /// <summary>The table in Markdown, accuracies in per cent.</summary>
    public static string Markdown(IEnumerable<Trial> trials) => TuningTable.Markdown(trials);
}
