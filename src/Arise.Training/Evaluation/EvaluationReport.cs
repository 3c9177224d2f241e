using System.Globalization;
using System.Text;
using Arise.Files;
using Arise.Prototypes;
using Arise.Reporting;

namespace Arise.Evaluation;

/// <summary>
/// Writes an evaluation into a folder: <c>evaluation.md</c>, the tables <c>parts.csv</c>, <c>material_types.csv</c>,
/// <c>classes.csv</c>, <c>confusions.csv</c> and <c>reliability.csv</c>, and the figures of
/// <see cref="EvaluationFigures"/>, each as SVG, PNG and PDF.
/// </summary>
internal static class EvaluationReport
{
    private const int MostClasses = 20;
    private const int MostConfusions = 20;

    /// <summary>Writes all files; they appear complete.</summary>
    public static void Write(EvaluationSummary summary, string folder, double pixelsPerInch)
    {
        Parts(summary.ByGroup, "part").WriteCsv(Path.Combine(folder, "parts.csv"));
        Types(summary).WriteCsv(Path.Combine(folder, "material_types.csv"));
        Classes(summary).WriteCsv(Path.Combine(folder, "classes.csv"));
        Confusions(summary).WriteCsv(Path.Combine(folder, "confusions.csv"));
        ReliabilityTable(summary.Reliability).WriteCsv(Path.Combine(folder, "reliability.csv"));
        EvaluationFigures.Write(summary, folder, pixelsPerInch);
        using var file = new ReplacingFile(Path.Combine(folder, "evaluation.md"));
        file.Stream.Write(Encoding.UTF8.GetBytes(Markdown(summary)));
        file.Commit();
    }

    /// <summary>The report as text.</summary>
    public static string Markdown(EvaluationSummary summary)
    {
        var text = new StringBuilder();
        text.Append("# Evaluation\n\n").Append(Head(summary).ToMarkdown());
        text.Append("\nAccuracies are shares of structures whose most probable class is the true one, in percent; in "
            + "parentheses the\nscore interval of one standard error (68 %).\n");
        Section("By part of the test set", Parts(summary.ByGroup, "part"));
        Section("By part and material type", Types(summary));
        Section("Classes with wrong answers", Classes(summary, onlyWrong: true), MostClasses);
        Section("Confusions", Confusions(summary), MostConfusions);
        Section("Reliability of the probabilities", ReliabilityTable(summary.Reliability));
        return text.ToString();

        void Section(string title, ReportTable table, int most = int.MaxValue)
        {
            text.Append(CultureInfo.InvariantCulture, $"\n## {title}\n\n");
            text.Append(table.Count == 0 ? "None.\n" : table.ToMarkdown(most));
            if (table.Count > most)
                text.Append(CultureInfo.InvariantCulture, $"\n{table.Count - most} more are in the CSV file.\n");
        }
    }

    private static ReportTable Head(EvaluationSummary summary)
    {
        Answers answers = summary.Answers;
        return new ReportTable("", "")
            .Add("asked", answers.Key)
            .Add("accuracy", summary.Overall + " %")
            .Add("wrong", $"{Text(summary.Overall.Count - summary.Overall.Right)} of {Text(summary.Overall.Count)}")
            .Add("expected calibration error", $"{Percent(summary.Reliability.ExpectedError)} %")
            .Add(
                "mean mutual information of right and wrong answers",
                $"{Number(summary.MeanInformationRight)} and {Number(summary.MeanInformationWrong)} bit")
            .Add(
                "a wrong answer has the higher mutual information, predictive entropy",
                $"{Percent(summary.InformationDetection)} %, {Percent(summary.EntropyDetection)} % (area under curve)");
    }

    private static ReportTable Parts(IReadOnlyList<EvaluationSummary.PartResult> parts, string heading)
    {
        var table = new ReportTable(
            heading, "structures", "accuracy %", "from", "to", "calibration error %", "mutual information / bit",
            "most frequent wrong answer");
        foreach (EvaluationSummary.PartResult part in parts)
        {
            table.Add(
                part.Name,
                Text(part.Right.Count),
                Percent(part.Right.Value),
                Percent(part.Right.Low),
                Percent(part.Right.High),
                Percent(part.CalibrationError),
                Number(part.MutualInformation),
                PrototypeLibrary.NameOf(part.WrongAnswer));
        }

        return table;
    }

    private static ReportTable Types(EvaluationSummary summary)
    {
        var table = new ReportTable(["part", .. summary.Types]);
        foreach (EvaluationSummary.PartResult part in summary.ByGroup)
        {
            table.Add([part.Name, .. summary.Types.Select(type =>
                summary.ByGroupAndType.TryGetValue((part.Name, type), out Proportion right)
                    ? Percent(right.Value) : "")]);
        }

        return table.Add(["all", .. summary.ByType.Select(type => Percent(type.Right.Value))]);
    }

    private static ReportTable Classes(EvaluationSummary summary, bool onlyWrong = false)
    {
        IEnumerable<EvaluationSummary.PartResult> classes =
            summary.ByClass.Where(part => !onlyWrong || part.Right.Right < part.Right.Count);
        var table = new ReportTable(
            "class", "name", "structures", "accuracy %", "from", "to", "mutual information / bit",
            "most frequent wrong answer");
        foreach (EvaluationSummary.PartResult part in classes)
        {
            table.Add(
                part.Name,
                PrototypeLibrary.NameOf(part.Name),
                Text(part.Right.Count),
                Percent(part.Right.Value),
                Percent(part.Right.Low),
                Percent(part.Right.High),
                Number(part.MutualInformation),
                PrototypeLibrary.NameOf(part.WrongAnswer));
        }

        return table;
    }

    private static ReportTable Confusions(EvaluationSummary summary)
    {
        var table = new ReportTable("true", "answer", "structures", "of", "share %");
        foreach (EvaluationSummary.Confusion confusion in summary.Confusions)
        {
            table.Add(
                PrototypeLibrary.NameOf(confusion.Truth),
                PrototypeLibrary.NameOf(confusion.Answer),
                Text(confusion.Count),
                Text(confusion.Structures),
                Percent((double)confusion.Count / confusion.Structures));
        }

        return table;
    }

    private static ReportTable ReliabilityTable(Reliability calibration)
    {
        var table = new ReportTable(
            "probability from", "to", "answers", "mean probability %", "accuracy %", "from", "to");
        foreach (Reliability.Bin bin in calibration.Rows.Where(row => row.Right.Count > 0))
        {
            table.Add(
                Number(bin.Low),
                Number(bin.High),
                Text(bin.Right.Count),
                Percent(bin.MeanProbability),
                Percent(bin.Right.Value),
                Percent(bin.Right.Low),
                Percent(bin.Right.High));
        }

        return table;
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Number(double value) =>
        double.IsNaN(value) ? "-" : value.ToString("F3", CultureInfo.InvariantCulture);

    private static string Percent(double share) =>
        double.IsNaN(share) ? "-" : (100 * share).ToString("F2", CultureInfo.InvariantCulture);
}
