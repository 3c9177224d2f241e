using System.Globalization;
using System.Reflection;
using Xunit.Sdk;

namespace Arise.Cli.Tests.Kills;

/// <summary>
/// The signal of a closed terminal as a row of a theory. A process that ignores it, as under nohup, makes its children
/// ignore it too: then there is nothing to test.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class HangupDataAttribute : DataAttribute
{
    private const string Ignored = "SigIgn:";

    public HangupDataAttribute(int exitCode)
    {
        ExitCode = exitCode;
        if (IsIgnored())
            Skip = "This process ignores SIGHUP (it runs under nohup?), and so do the programs that it starts.";
    }

    public int ExitCode { get; }

    public override IEnumerable<object[]> GetData(MethodInfo testMethod) => [[AriseProcess.Hangup, ExitCode]];

    // Bit k - 1 of the mask is signal k.
    private static bool IsIgnored()
    {
        const string status = "/proc/self/status";
        return File.Exists(status)
            && Array.Find(File.ReadAllLines(status), line => line.StartsWith(Ignored, StringComparison.Ordinal))
                is { } line
            && (ulong.Parse(line[Ignored.Length..].Trim(), NumberStyles.HexNumber, CultureInfo.InvariantCulture)
                >> (AriseProcess.Hangup - 1) & 1) == 1;
    }
}
