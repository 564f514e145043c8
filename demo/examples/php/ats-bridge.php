<?php
/**
 * Plugin Name: ats-bridge
 * Description: Apply by WhatsApp, as a shortcode: [pitchyou_apply_button client-id="acme" job-id="4711" job-title="Driver (m/f/d)"]
 * Version: 0.1.0
 * Requires PHP: 8.1
 *
 * The link inside works without JavaScript and with the edge down; the element takes over where there is JavaScript.
 */

const ATS_BRIDGE_EDGE = 'http://localhost:8787';
const ATS_BRIDGE_ATTRIBUTES = ['client-id', 'job-id', 'template-key', 'job-title', 'utm-source', 'utm-medium', 'utm-campaign', 'utm-content', 'label', 'variant', 'size', 'privacy-href'];

/** PitchYou's address of an application: RFC 3986, a space is never `+`; ids as they are, texts in one line and cut. */
function ats_bridge_apply_url(array $link): string
{
    $text = fn (string $name, int $atMost): string => preg_match("/^.{0,$atMost}/us", trim(preg_replace('/(*UCP)\s+/u', ' ', (string) ($link[$name] ?? '')) ?? ''), $found) ? trim($found[0]) : '';
    $query = array_filter([
        'jkey' => trim((string) ($link['template-key'] ?? '')),
        'title' => $text('job-title', 200),
        'utm_source' => $text('utm-source', 100),
        'utm_medium' => $text('utm-medium', 100),
        'utm_campaign' => $text('utm-campaign', 100),
        'utm_content' => $text('utm-content', 100),
    ], fn (string $value): bool => $value !== '');
    $address = 'https://' . strtolower(trim($link['client-id'])) . '.pitchyou.de/go/' . rawurlencode(trim((string) $link['job-id']));
    return $address . ($query ? '?' . http_build_query($query, '', '&', PHP_QUERY_RFC3986) : '');
}

/** Nothing at all while an id is missing or is no name that can stand in an address. */
function ats_bridge_apply_button(array $given): string
{
    $link = array_intersect_key($given, array_flip(ATS_BRIDGE_ATTRIBUTES));
    $job = trim((string) ($link['job-id'] ?? ''));
    if (!preg_match('/^[a-z0-9]([a-z0-9_-]{0,61}[a-z0-9])?$/i', trim($link['client-id'] ?? '')) || in_array($job, ['', '.', '..'], true)) {
        return '';
    }
    $escape = fn (mixed $text): string => htmlspecialchars((string) $text, ENT_QUOTES | ENT_SUBSTITUTE | ENT_HTML5, 'UTF-8');
    $attributes = implode('', array_map(fn (string $name): string => ' ' . $name . '="' . $escape($link[$name]) . '"', array_keys($link)));
    return "<pitchyou-apply-button$attributes><a href=\"{$escape(ats_bridge_apply_url($link))}\">{$escape($link['label'] ?? 'Apply with WhatsApp')}</a></pitchyou-apply-button>";
}

if (function_exists('add_shortcode')) {
    add_shortcode('pitchyou_apply_button', fn ($given) => ats_bridge_apply_button((array) $given));
    add_action('wp_enqueue_scripts', function (): void {
        wp_enqueue_style('ats-bridge', ATS_BRIDGE_EDGE . '/widgets/ats-bridge.css', [], null);
        wp_enqueue_script_module('ats-bridge', ATS_BRIDGE_EDGE . '/widgets/ats-bridge.js', [], null);
    });
}
